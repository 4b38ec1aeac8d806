/**
 * The checker on a page of your own, at the place of this line:
 *
 *   <script src="https://copy.example/guide/assets/embed.js" data-lang="zh"></script>
 *
 * Nothing is stored, counted or asked for but the checker itself. The copy must allow your page to frame
 * it (FRAME_ANCESTORS); where it does not, the link below the frame still leads to the checker.
 */
(() => {
  const script = document.currentScript;
  const root = new URL("../", script.src);
  const english = script.dataset.lang === "en";
  const address = new URL(english ? "en/checker/" : "checker/", root).href;
  const words = english
    ? { title: "Check whether you can get a refund", link: "Open the check in a window of its own" }
    : { title: "退款自查", link: "在单独的窗口打开自查" };
  const [LEAST, MOST] = [300, 60_000];

  const frame = document.createElement("iframe");
  frame.title = words.title;
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  frame.allow = "clipboard-write";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox");
  frame.src = address;
  Object.assign(frame.style, { display: "block", width: "100%", height: "700px", border: "0" });

  const link = document.createElement("a");
  Object.assign(link, { href: address, target: "_blank", rel: "noopener", textContent: words.link });
  const line = document.createElement("p");
  line.append(link);
  script.after(frame, line);

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== root.origin) return;
    const { height, top } = data?.refundChecker ?? {};
    if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, LEAST), MOST)}px`;
    if (!Number.isFinite(top)) return;
    const at = frame.getBoundingClientRect().top + top;
    if (at < 0 || at > innerHeight * 0.8) scrollBy(0, at - 16);
  });
})();
