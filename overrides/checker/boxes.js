/** Black rectangles on a picture, in its own pixels: whole numbers, never outside, never smaller than what they cover. */

const within = (value, least, most) => Math.min(Math.max(value, least), most);

/** The rectangle between two points, grown outwards to whole pixels. */
export function between(one, other, { width, height }) {
  const left = within(Math.floor(Math.min(one.x, other.x)), 0, width - 1), top = within(Math.floor(Math.min(one.y, other.y)), 0, height - 1);
  const right = within(Math.ceil(Math.max(one.x, other.x)), left + 1, width), bottom = within(Math.ceil(Math.max(one.y, other.y)), top + 1, height);
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** The same rectangle moved into the picture, with what was typed rounded. */
export function settled({ x, y, w, h }, { width, height }) {
  const whole = (value, least, most) => within(Math.round(Number.isFinite(value) ? value : least), least, most);
  const left = whole(x, 0, width - 1), top = whole(y, 0, height - 1);
  return { x: left, y: top, w: whole(w, 1, width - left), h: whole(h, 1, height - top) };
}

/** A first rectangle for those who do not draw: in the middle, a quarter of each side. */
export const middle = ({ width, height }) => settled({ x: width * 0.375, y: height * 0.375, w: width / 4, h: height / 4 }, { width, height });

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A rectangle after an arrow key: moved, or with Shift resized; nothing for other keys. */
export function nudged(box, { key, shiftKey }, size) {
  if (!(key in ARROWS)) return undefined;
  const step = Math.max(1, Math.round(Math.max(size.width, size.height) / 100));
  const [across, down] = ARROWS[key].map((one) => one * step);
  if (shiftKey) return settled({ ...box, w: box.w + across, h: box.h + down }, size);
  // At the edge it stops as it is.
  return { ...box, x: within(box.x + across, 0, size.width - box.w), y: within(box.y + down, 0, size.height - box.h) };
}

/** The topmost rectangle under a point, by its place; -1 when there is none. */
export const under = (boxes, { x, y }) => boxes.reduce((found, one, at) => (x >= one.x && y >= one.y && x < one.x + one.w && y < one.y + one.h ? at : found), -1);

/** A picture's size with no more than so many pixels, and how much smaller that is. */
export function limited({ width, height }, pixels) {
  const scale = Math.min(1, Math.sqrt(pixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)), scale };
}

/** A rectangle in a picture of another size, still covering all it covered. */
export const scaled = ({ x, y, w, h }, scale, size) => between({ x: x * scale, y: y * scale }, { x: (x + w) * scale, y: (y + h) * scale }, size);
