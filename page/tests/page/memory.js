// Looks through the memories of the program, in the page and in its workers, for secrets. It is asked by the event `memory`,
// through the document's data, for a driver does not see the page's own names in every browser. It keeps the memory of every
// instance of a program as that is made; it must never write into one, unless it is asked to plant.
(() => {
  // Runs in the page and, put before their scripts, in workers.
  function watch() {
    const memories = [];
    const keep = (instance) => {
      const values = Object.values(instance.exports);
      memories.push(...values.filter((value) => value instanceof WebAssembly.Memory));
      return instance;
    };
    const { instantiate, instantiateStreaming, Instance } = WebAssembly;
    const keepLater = async (making) => {
      const made = await making;
      keep(made instanceof Instance ? made : made.instance);
      return made;
    };
    WebAssembly.instantiate = (...given) => keepLater(instantiate.apply(WebAssembly, given));
    WebAssembly.instantiateStreaming = (...given) => keepLater(instantiateStreaming.apply(WebAssembly, given));
    WebAssembly.Instance = new Proxy(Instance, {
      construct: (target, given) => keep(Reflect.construct(target, given)),
    });

    const toBytes = (hex) => hex.match(/../g).map((pair) => parseInt(pair, 16));
    const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

    function search(memory, needles) {
      // By their first two bytes: by one alone, one that begins with 0 would be compared wherever memory is empty.
      const beginning = new Array(65536).fill(null);
      for (const { name, hex } of needles) {
        const bytes = toBytes(hex);
        (beginning[bytes[0] * 256 + bytes[1]] ??= []).push({ name, bytes });
      }
      const bytes = new Uint8Array(memory.buffer);
      const found = [];
      for (let at = 0; at < bytes.length && found.length < 60; at += 1) {
        const candidates = beginning[bytes[at] * 256 + bytes[at + 1]] ?? null;
        if (candidates === null) continue;
        for (const { name, bytes: wanted } of candidates) {
          if (wanted.every((byte, place) => bytes[at + place] === byte)) {
            const around = bytes.subarray(Math.max(0, at - 32), at + wanted.length + 32);
            found.push([name, at, toHex(around)]);
          }
        }
      }
      return [bytes.length, found];
    }

    return {
      scan: ({ needles }) => memories.map((memory) => search(memory, needles)),
      // To be planted where nothing is: the stack grows down to 0, and no call is under way. Looked for at once.
      plant: ({ hex, at, needles }) => memories.map((memory) => {
        new Uint8Array(memory.buffer).set(toBytes(hex), at);
        return search(memory, needles);
      }),
    };
  }

  // Before all others, so that what is asked here never reaches the program.
  function answer(asked) {
    addEventListener("message", (event) => {
      const question = event.data?.memoryQuestion;
      if (!question) return;
      event.stopImmediatePropagation();
      event.ports[0].postMessage(asked[question.what](question));
    });
  }

  const here = watch();
  const inFront = `(${answer})((${watch})());\n`;
  globalThis.Blob = new Proxy(Blob, {
    construct: (target, [parts, options]) =>
      Reflect.construct(target, options?.type === "text/javascript" ? [[inFront, ...parts], options] : [parts, options]),
  });

  const workers = new Set();
  let left = Infinity;
  const waiting = [];
  globalThis.Worker = new Proxy(Worker, {
    construct: (target, given) => {
      const worker = Reflect.construct(target, given);
      workers.add(worker);
      const asked = new Set();
      worker.terminate = () => {
        workers.delete(worker);
        target.prototype.terminate.call(worker);
        // Its memory is gone: there is none to look through.
        asked.forEach((told) => told(null));
      };
      worker.postMessage = (...message) => {
        const post = () => target.prototype.postMessage.apply(worker, message);
        left -= 1;
        if (left > 0) post();
        else waiting.push(post);
      };
      worker.ask = (question) => new Promise((told) => {
        asked.add(told);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => told(data);
        target.prototype.postMessage.call(worker, { memoryQuestion: question }, [port2]);
      });
      return worker;
    },
  });

  // What the page's workers are told from the n-th message on is kept back, until it is let go.
  function hold({ messages }) { left = messages; }
  function letGo() { left = Infinity; waiting.splice(0).forEach((post) => post()); }

  async function ask(question) {
    if (question.what === "hold") return hold(question);
    if (question.what === "let-go") return letGo();
    if (question.what === "held") return waiting.length;
    const inPage = here[question.what](question);
    const inWorkers = await Promise.all([...workers].map((worker) => worker.ask(question)));
    return [inPage, inWorkers.filter((told) => told !== null)];
  }

  const data = document.documentElement.dataset;
  document.addEventListener("memory", async () => {
    const question = JSON.parse(data.memoryQuestion);
    delete data.memoryQuestion;
    const told = await ask(question);
    data.memoryTold = JSON.stringify({ number: question.number, told: told ?? null });
  });
})();
