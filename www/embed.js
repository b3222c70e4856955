// <totp-toolset src tool sample theme lang height title>: TOTP Toolset in a sandboxed frame, on any page.
// It owns nothing and never sees a seed: the frame says how high it is and whether it runs, and is told theme and language.
// Where it cannot show the frame, what stands inside the element stays to be read.
(() => {
  "use strict";

  const NAME = "totp-toolset";
  // Of the messages. www/frame.js has the same one.
  const VERSION = 1;
  // In CSS pixels: the height at first, and the lowest and highest that a frame gets.
  const START = 640;
  const LEAST = 160;
  const MOST = 6000;
  // How long a frame that has loaded may say nothing, in milliseconds.
  const PATIENCE = 15000;
  const REASONS = ["cannot-start", "stopped"];
  const REFUSAL = "securitypolicyviolation";

  // A browser without these is too old for the page as well. Another copy of this script may have come first.
  if (!window.customElements || !("adoptedStyleSheets" in document) || customElements.get(NAME)) return;

  // Not a style element: the host's policy need not allow one.
  const style = new CSSStyleSheet();
  style.replaceSync(":host{display:block}:host([hidden]){display:none}iframe{display:block;width:100%;border:0}p{margin:0 0 .5em}");

  customElements.define(NAME, class extends HTMLElement {
    static get observedAttributes() {
      return ["src", "tool", "sample", "theme", "lang", "height", "title"];
    }

    #root = this.attachShadow({ mode: "open" });
    #open = false;
    #frame = null;
    #loaded = false;
    #heard = false;
    #asked = 0;
    #timer = 0;

    connectedCallback() {
      this.#root.adoptedStyleSheets = [style];
      this.#open = true;
      addEventListener("message", this.#hear);
      document.addEventListener(REFUSAL, this.#refused);
      this.#begin();
    }

    disconnectedCallback() {
      this.#open = false;
      removeEventListener("message", this.#hear);
      document.removeEventListener(REFUSAL, this.#refused);
      this.#end();
    }

    attributeChangedCallback(name, before, after) {
      if (!this.#open || before === after) return;
      if (name === "src") this.#begin();
      else if (!this.#frame) return;
      else if (name === "tool" || name === "sample") this.#go();
      else if (name === "height") this.#fit();
      else if (name === "title") this.#frame.title = this.#title();
      else this.#tell();
    }

    #begin() {
      this.#end();
      const address = this.#address();
      if (!address) {
        return this.#giveUp("address", "TOTP Toolset is not shown: this element’s src is no http or https address. Give it the page’s, such as https://example.org/embed/");
      }
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts allow-downloads");
      frame.setAttribute("referrerpolicy", "no-referrer");
      frame.setAttribute("loading", "lazy");
      frame.setAttribute("allow", "clipboard-write");
      frame.title = this.#title();
      frame.src = address;
      frame.addEventListener("load", () => {
        if (this.#frame !== frame) return;
        this.#loaded = true;
        this.#tell();
        clearTimeout(this.#timer);
        if (!this.#heard) this.#timer = setTimeout(() => this.#fail("silent", "TOTP Toolset does not answer. Does src lead to it?"), PATIENCE);
      });
      this.#frame = frame;
      this.#fit();
      this.#root.replaceChildren(frame);
    }

    #end() {
      clearTimeout(this.#timer);
      this.#root.replaceChildren();
      this.#frame = null;
      this.#loaded = this.#heard = false;
      this.#asked = 0;
    }

    #address() {
      try {
        const address = new URL(this.getAttribute("src") || "none:", document.baseURI);
        const tool = this.getAttribute("tool");
        const sample = this.hasAttribute("sample");
        if (tool || sample) address.hash = (tool || "code") + (sample ? "/sample" : "");
        return /^https?:$/.test(address.protocol) ? address.href : null;
      } catch (error) {
        return null;
      }
    }

    #title() {
      return this.getAttribute("title") || "TOTP Toolset";
    }

    // Another fragment loads nothing anew. In place of the last one: the reader's way back stays the host's.
    #go() {
      const address = this.#address();
      if (!this.#loaded) this.#frame.src = address;
      else if (address.includes("#")) this.#frame.contentWindow.location.replace(address);
    }

    #fit() {
      const height = parseInt(this.getAttribute("height"), 10) || this.#asked || START;
      this.#frame.height = Math.min(Math.max(Math.ceil(height), LEAST), MOST);
    }

    #tell() {
      const theme = this.getAttribute("theme");
      this.#say("theme", theme === "light" || theme === "dark" ? theme : "auto");
      this.#say("language", this.getAttribute("lang") || "en");
    }

    // To "*", for a sandboxed frame has no origin to name: nothing of this is secret.
    #say(kind, value) {
      const other = this.#frame.contentWindow;
      if (other) other.postMessage({ type: NAME, version: VERSION, kind, [kind]: value }, "*");
    }

    #hear = ({ source, origin, data }) => {
      if (!this.#frame || !source || source !== this.#frame.contentWindow || origin !== "null") return;
      if (!data || data.type !== NAME) return;
      this.#heard = true;
      clearTimeout(this.#timer);
      if (data.version !== VERSION) {
        if (data.kind === "ready") this.#fail("version", "TOTP Toolset and this site’s embed.js are of different versions: take both from the same release. The tool works, but does not follow this site’s settings.");
      } else if (data.kind === "ready") {
        this.#note("");
        this.#tell();
        this.#fire("ready", { version: VERSION });
      } else if (data.kind === "resize" && Number.isFinite(data.height)) {
        this.#asked = data.height;
        this.#fit();
      } else if (data.kind === "error" && REASONS.includes(data.reason)) {
        // The frame itself says what, and what to do.
        this.#fire("error", { reason: data.reason });
      }
    };

    // A frame that is refused loads nothing, and in some browsers does not even say so.
    #refused = ({ effectiveDirective, blockedURI }) => {
      if (this.#heard || effectiveDirective !== "frame-src" || !/^http/.test(blockedURI)) return;
      if (!this.#frame || !this.#frame.src.startsWith(blockedURI)) return;
      this.#giveUp("blocked", "TOTP Toolset is not shown: this site’s policy refuses the frame. Add its origin to frame-src.");
    };

    // What stands inside the element takes the place of the frame.
    #giveUp(reason, text) {
      this.#end();
      this.#root.append(document.createElement("slot"));
      this.#fail(reason, text);
    }

    #fail(reason, text) {
      this.#note(text);
      // Not before whoever made the element could listen.
      Promise.resolve().then(() => this.#fire("error", { reason }));
    }

    #note(text) {
      const old = this.#root.querySelector("p");
      if (old) old.remove();
      if (!text) return;
      const note = document.createElement("p");
      note.setAttribute("role", "alert");
      note.textContent = text;
      this.#root.prepend(note);
    }

    #fire(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  });
})();
