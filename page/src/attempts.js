// Tries every way out of a page that a policy can close, each to a path of its own below data-listener
// on the script's own element, or on the root element. Runs when the document is complete.
addEventListener('load', () => {
  const to = name => `${document.documentElement.dataset.listener}/attempt/${name}`;
  const add = (name, properties) => {
    const element = Object.assign(document.createElement(name), properties);
    document.body.append(element);
    return element;
  };
  const link = (rel, more) => add('link', { rel, href: to(rel), ...more });
  const attempts = {
    fetch: () => void fetch(to('fetch')).catch(() => {}),
    'fetch-no-cors': () => void fetch(to('fetch-no-cors'), { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {}),
    xhr: () => { const request = new XMLHttpRequest(); request.open('GET', to('xhr')); request.send(); },
    beacon: () => navigator.sendBeacon(to('beacon'), 'x'),
    'event-source': () => void new EventSource(to('event-source')),
    websocket: () => void new WebSocket(to('websocket').replace('http', 'ws')),
    image: () => { new Image().src = to('image'); },
    stylesheet: () => link('stylesheet'),
    prefetch: () => link('prefetch'),
    preload: () => link('preload', { as: 'image' }),
    modulepreload: () => link('modulepreload'),
    manifest: () => link('manifest', { crossOrigin: 'anonymous' }),
    script: () => add('script', { src: to('script') }),
    module: () => void import(to('module')).catch(() => {}),
    worker: () => void new Worker(URL.createObjectURL(new Blob([`importScripts('${to('worker')}')`]))),
    iframe: () => add('iframe', { src: to('iframe') }),
    object: () => add('object', { data: to('object') }),
    embed: () => add('embed', { src: to('embed') }),
    video: () => add('video', { src: to('video'), preload: 'auto' }),
    font: () => {
      const font = new FontFace('Attempt', `url(${to('font')})`);
      document.fonts.add(font);
      void font.load().catch(() => {});
    },
    background: () => { add('div', { textContent: 'x' }).style.backgroundImage = `url(${to('background')})`; },
    form: () => {
      add('iframe', { name: 'form-target' });
      add('form', { action: to('form'), method: 'post', target: 'form-target' }).submit();
    },
    ping: () => add('a', { href: '#ping', ping: to('ping'), textContent: 'x' }).click(),
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    try { attempt(); } catch (error) { /* A refusal is what is hoped for. */ }
  }
  document.documentElement.dataset.attempted = Object.keys(attempts).join(' ');
});
