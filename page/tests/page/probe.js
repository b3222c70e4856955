// Watches the main thread and the worker. It is asked by the event `probe`, through the document's data, for a driver does
// not see the page's own names in every browser. `longest` is the longest time, in milliseconds, between two turns of a
// timer that is always due; `answers` counts messages from workers. After `hold n` the n-th question to a worker and all
// after it wait until `let-go`.
(() => {
  let last = performance.now();
  let longest = 0;
  let left = Infinity;
  let workers = 0;
  let answers = 0;
  const waiting = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(0), 1);
  };
  channel.port2.postMessage(0);
  function block(milliseconds) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }
  const asked = {
    reset: () => { longest = 0; last = performance.now(); },
    longest: () => Math.max(longest, performance.now() - last),
    block,
    workers: () => workers,
    answers: () => answers,
    hold: (questions) => { left = questions; },
    held: () => waiting.length,
    "let-go": () => { left = Infinity; waiting.splice(0).forEach((ask) => ask()); },
  };
  const data = document.documentElement.dataset;
  document.addEventListener("probe", () => {
    const [name, number] = data.ask.split(" ");
    data.told = String(asked[name](Number(number)) ?? "");
  });
  const RealWorker = Worker;
  Worker = class extends RealWorker {
    constructor(...given) {
      super(...given);
      workers += 1;
      this.addEventListener("message", () => { answers += 1; });
    }
    postMessage(...given) {
      left -= 1;
      if (left > 0) super.postMessage(...given);
      else waiting.push(() => super.postMessage(...given));
    }
  };
})();
