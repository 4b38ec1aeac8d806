/** Larger type, kept for the next page; a plain script in the head, so that nothing moves afterwards. */
(() => {
  const KEY = "refund-large";
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return false; // a browser that stores nothing shows it for this page alone
    }
  };
  const keep = (large) => {
    try {
      if (large) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch {
      // said above
    }
  };
  root.classList.add("scripted");
  root.classList.toggle("large", kept());
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("large");
    if (!button) return;
    button.ariaPressed = String(root.classList.contains("large"));
    button.addEventListener("click", () => {
      const large = root.classList.toggle("large");
      button.ariaPressed = String(large);
      keep(large);
    });
  });
})();
