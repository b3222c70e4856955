// Before a click: watches where it lands. Where the page moves under the pointer, what was meant for one control may land on
// another; a person sees that and would have waited. Such a click is kept from the page, and told.
const [element] = arguments;
const key = Symbol.for('aim of the trial');

const meant = event => event.composedPath().some(node =>
  node === element || (node.localName === 'label' && node.control === element));

document[key]?.watch.abort();
const aim = { element, watch: new AbortController(), pressed: false, landed: null, over: false };
document[key] = aim;

const look = event => {
  if (!event.isTrusted) return;
  const hit = !aim.over && meant(event);
  if (event.type === 'pointerdown') aim.pressed = hit;
  if (event.type === 'click') {
    aim.landed = hit;
    aim.watch.abort();
  }
  if (hit) return;
  event.preventDefault();
  event.stopImmediatePropagation();
};
for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
  window.addEventListener(kind, look, { capture: true, signal: aim.watch.signal });
}
