/** A case file under a passphrase, with the browser's own cryptography. */

const VERSION = 1;
const ITERATIONS = 600_000;
const MOST = 5_000_000; // a hostile file must not keep the phone busy for an hour
const LARGEST = 200_000;

/** Browsers offer it on secure addresses only. */
export const canSeal = () => Boolean(globalThis.crypto?.subtle);

const toText = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

async function key(passphrase, salt, iterations, use) {
  const typed = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, { name: "AES-GCM", length: 256 }, false, [use],
  );
}

/** What stands in the clear is bound to what does not. */
const cipher = (iv, iterations) => ({
  name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`refund-check sealed ${VERSION} ${iterations}`),
});

/** The file's text, readable with the passphrase only. */
export async function seal(text, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const made = await key(passphrase, salt, ITERATIONS, "encrypt");
  const data = await crypto.subtle.encrypt(cipher(iv, ITERATIONS), made, new TextEncoder().encode(text));
  const sealed = {
    version: VERSION, kdf: "PBKDF2-SHA-256", iterations: ITERATIONS, cipher: "AES-256-GCM",
    salt: toText(salt), iv: toText(iv), data: toText(data),
  };
  return `${JSON.stringify({ format: 1, sealed }, null, 2)}\n`;
}

/** The key of the sentence that says why an envelope cannot be opened at all; empty when it can be tried. */
export function sealedWrong({ version, kdf, iterations, cipher: name, salt, iv, data }) {
  if (Number.isInteger(version) && version > VERSION) return "newer";
  const texts = [salt, iv, data].every((one) => typeof one === "string" && one.length <= LARGEST);
  const counted = Number.isInteger(iterations) && iterations >= ITERATIONS && iterations <= MOST;
  const ours = version === VERSION && kdf === "PBKDF2-SHA-256" && name === "AES-256-GCM";
  if (!(texts && counted && ours)) return "damaged";
  try {
    return toBytes(salt).length === 16 && toBytes(iv).length === 12 && toBytes(data).length > 16 ? "" : "damaged";
  } catch {
    return "damaged";
  }
}

/** The text inside; undefined when the passphrase is not the one, or something was changed. */
export async function unseal({ salt, iv, data, iterations }, passphrase) {
  const made = await key(passphrase, toBytes(salt), iterations, "decrypt");
  try {
    const text = await crypto.subtle.decrypt(cipher(toBytes(iv), iterations), made, toBytes(data));
    return new TextDecoder().decode(text);
  } catch (error) {
    if (error.name !== "OperationError") throw error;
    return undefined;
  }
}
