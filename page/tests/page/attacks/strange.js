// Says what in the page is not of its making: an element, an attribute or an id that the program never writes, a title, an
// address or a global that something else changed, and whether a payload ran. Nothing is said where all is well.
const OURS = new Set(`a bdi button cite dd details div dl dt fieldset h1 h2 h3 h4 header input label legend li main nav ol option output p
  path pre progress q rect section select small span strong code summary svg table tbody td textarea th thead caption mark tr ul`.split(/\s+/));
const ID = /^[a-z][a-z0-9-]*$/;
const found = [];
const all = [...document.querySelectorAll('#app *')];
for (const element of all) {
  const told = () => element.outerHTML.slice(0, 120);
  if (!OURS.has(element.localName)) found.push(`element: ${told()}`);
  for (const { name, value } of element.attributes) {
    if (name.startsWith('on') || ['src', 'srcdoc', 'action', 'formaction', 'name'].includes(name)) found.push(`attribute ${name}: ${told()}`);
    if (name.endsWith('href') && !value.startsWith('#')) found.push(`link: ${told()}`);
  }
}
const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
for (const id of ids) {
  if (!ID.test(id)) found.push(`id ${id}`);
  if (ids.filter((other) => other === id).length > 1) found.push(`id ${id} twice`);
}
for (const id of ['app', 'glue', 'wasm', 'loader', 'panic', 'start']) {
  if (!document.getElementById(id)) found.push(`no element ${id}`);
}
const ours = document.querySelectorAll(':is(html, head, body) > :is(script, style, link, iframe, img, object, embed, base)');
const strays = [...document.querySelectorAll('script, style, link, iframe, img, object, embed, base, meta')]
  .filter((element) => element.closest('body') && ![...ours].includes(element));
strays.forEach((element) => found.push(`stray: ${element.outerHTML.slice(0, 120)}`));
if (!document.getElementById('panic').hidden) found.push(`stopped at ${document.getElementById('panic-place').textContent}`);
if (document.title !== 'TOTP Toolset') found.push(`title ${document.title}`);
if (document.documentElement.dataset.ran) found.push('a payload ran');
if ('polluted' in {} || Object.keys(Object.prototype).length) found.push('Object.prototype has more');
return [...new Set(found)].join('\n');
