/** SHA-256 (FIPS 180-4) piece by piece: for files too large to be held whole, and where the browser has none. */

const primes = (count) => {
  const found = [];
  for (let one = 2; found.length < count; one += 1) if (found.every((prime) => one % prime)) found.push(one);
  return found;
};
/** The first 32 bits behind the point, which is how the standard defines its constants. */
const fraction = (value) => Math.floor((value % 1) * 2 ** 32);
const FIRST = Uint32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
const STEPS = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
const BLOCK = 64;

const turn = (value, by) => (value >>> by) | (value << (32 - by));

/** Mix one block into the state. */
function mix(state, words, bytes, from) {
  for (let at = 0; at < 16; at += 1) {
    const place = from + 4 * at;
    words[at] = (bytes[place] << 24) | (bytes[place + 1] << 16) | (bytes[place + 2] << 8) | bytes[place + 3];
  }
  for (let at = 16; at < 64; at += 1) {
    const near = words[at - 15], far = words[at - 2];
    words[at] = words[at - 16] + (turn(near, 7) ^ turn(near, 18) ^ (near >>> 3))
      + words[at - 7] + (turn(far, 17) ^ turn(far, 19) ^ (far >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + STEPS[at] + words[at]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b] = [g, f, e, (d + one) | 0, c, b, a];
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, at) => { state[at] += value; });
}

/** A sum that takes bytes as they come; ``hex`` ends it. */
export function sha256() {
  const state = Uint32Array.from(FIRST), words = new Int32Array(64), rest = new Uint8Array(BLOCK);
  let held = 0, length = 0;
  function add(bytes) {
    length += bytes.length;
    let at = 0;
    if (held) {
      at = Math.min(BLOCK - held, bytes.length);
      rest.set(bytes.subarray(0, at), held);
      held += at;
      if (held < BLOCK) return;
      mix(state, words, rest, 0);
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) mix(state, words, bytes, at);
    rest.set(bytes.subarray(at));
    held = bytes.length - at;
  }
  function hex() {
    const end = new Uint8Array(((held + 9 + BLOCK - 1) & -BLOCK) - held);
    const bits = new DataView(end.buffer);
    end[0] = 0x80;
    bits.setUint32(end.length - 8, Math.floor(length / 2 ** 29));
    bits.setUint32(end.length - 4, (length * 8) >>> 0);
    add(end);
    return [...state].map((value) => value.toString(16).padStart(8, "0")).join("");
  }
  return { add, hex };
}
