// Where another page shows this one in a frame: says that it is ready, how high it is, that it cannot go on, and which language
// it speaks; hears of a theme and a language, and of nothing else. It must never say what the page holds, nor do anything with
// it: whoever frames the page hears all of this, and may send whatever he likes.
(() => {
  "use strict";

  const parent = window.parent;
  if (parent === window) return;

  const TYPE = "totp-toolset";
  // Of the messages. www/embed.js has the same one.
  const VERSION = 1;
  // All that there is so far.
  const LANGUAGE = "en";
  const THEMES = ["light", "dark", "auto"];
  // The shape of a language tag, BCP 47. No tag in use is longer than this.
  const TAG = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;
  const LONGEST_TAG = 35;

  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  root.dataset.framed = "";

  // To "*", for the page cannot know who frames it: right only because nothing of this is secret.
  function say(kind, more) {
    parent.postMessage({ type: TYPE, version: VERSION, kind, ...more }, "*");
  }

  function takeTheme(theme) {
    if (!THEMES.includes(theme)) return;
    if (theme === "auto") root.removeAttribute("data-theme");
    else if (root.dataset.theme !== theme) root.dataset.theme = theme;
  }

  // What was wished for last, for when there are more languages. Until then the answer is always the same.
  let wish = "";

  function takeLanguage(tag) {
    if (typeof tag !== "string" || tag.length > LONGEST_TAG || !TAG.test(tag) || tag === wish) return;
    wish = tag;
    say("language", { language: LANGUAGE });
  }

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data !== "object" || data === null) return;
    if (data.type !== TYPE || data.version !== VERSION) return;
    if (data.kind === "theme") takeTheme(data.theme);
    else if (data.kind === "language") takeLanguage(data.language);
  });

  // Of the content, not of what the frame gives it: it must not depend on the height that comes of it.
  let told = 0;
  function tellHeight() {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    say("resize", { height });
  }

  // The first time at once: a browser may let a frame out of sight wait for its observers.
  function beHeard(kind, more) {
    say(kind, more);
    tellHeight();
    new ResizeObserver(tellHeight).observe(root);
  }

  for (const [id, reason] of [["cannot-start", "cannot-start"], ["panic", "stopped"]]) {
    const panel = byId(id);
    const look = () => { if (!panel.hidden) beHeard("error", { reason }); };
    new MutationObserver(look).observe(panel, { attributeFilter: ["hidden"] });
    look();
  }

  // Before the program has drawn there is nothing to be that high for.
  new MutationObserver((_, observer) => {
    observer.disconnect();
    beHeard("ready", { language: LANGUAGE });
  }).observe(byId("app"), { childList: true });
})();
