/** The checker on somebody else's page: it says how high it is, and leads out in tabs of their own. */

/** Who frames it is not known to a page without referrers; a height and a place tell nobody anything. */
const tell = (what) => parent.postMessage({ refundChecker: what }, "*");

/** The one line that stays of the site's frame: whose checker this is, how old its law, the whole site. */
function line(words) {
  const whole = document.createElement("a");
  Object.assign(whole, { href: words.dataset.home, textContent: words.dataset.name });
  const box = document.createElement("p");
  box.className = "framed-line";
  box.append(whole, ` · ${words.dataset.law}`);
  return box;
}

export function framed(root) {
  document.documentElement.classList.add("framed");
  root.after(line(root));
  // A guide page would fill the frame and lose the case.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#") || link.protocol === "blob:") return;
    Object.assign(link, { target: "_blank", rel: "noopener" });
  }, { capture: true });
  const size = () => tell({ height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
  new ResizeObserver(size).observe(document.body);
  size();
  // The frame never scrolls; whoever goes on finds the next question in view.
  document.addEventListener("focusin", ({ target }) => tell({ top: target.getBoundingClientRect().top }));
}
