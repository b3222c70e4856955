// Collects the elements that may be meant by a role, with a guess at each one's name.
// The guess only decides which element the browser is asked about first; the browser's answer counts.
const [selector, scope] = arguments;

const squeeze = text => (text || '').replace(/\s+/g, ' ').trim();

// The text inside an element as a name is made of it: without what is hidden, without other controls.
function words(element) {
  let said = '';
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) said += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    if (node.matches('[aria-hidden=true], select, input, textarea')) continue;
    const inline = getComputedStyle(node).display === 'inline' && node.localName !== 'br';
    said += inline ? words(node) : ` ${words(node)} `;
  }
  return said;
}

// Accessible Name and Description Computation 1.2, in brief.
function guess(element) {
  const ids = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
  const referenced = ids.map(id => document.getElementById(id)).filter(Boolean).map(words);
  const labels = [...(element.labels || [])].map(words);
  const title = element.querySelector(':scope > legend, :scope > caption, :scope > title');
  return squeeze(referenced.join(' '))
    || squeeze(element.getAttribute('aria-label'))
    || squeeze(labels.join(' '))
    || squeeze(title && title.textContent)
    || squeeze(element.matches('[type=button], [type=submit], [type=reset]') && element.value)
    || squeeze(element.getAttribute('alt'))
    || squeeze(element.matches('input, select, textarea, section, table') ? '' : words(element))
    || squeeze(element.getAttribute('title'))
    || squeeze(element.getAttribute('placeholder'));
}

// Beneath a modal dialog nothing can be reached.
const modals = document.querySelectorAll('dialog:modal');
const modal = modals[modals.length - 1];

const reachable = element =>
  element.checkVisibility({ visibilityProperty: true })
  && !element.closest('[aria-hidden=true], [inert]')
  && (!modal || modal.contains(element));

// What an element of the page's own draws stands in a root of its own, and is seen like everything else.
const within = root => [...root.querySelectorAll('*')]
  .flatMap(element => element.shadowRoot ? [...element.shadowRoot.querySelectorAll(selector), ...within(element.shadowRoot)] : []);

const start = scope || document;
return [...start.querySelectorAll(selector), ...within(start)].filter(reachable).map(element => ({
  element,
  guess: guess(element),
  // Where the label wraps a list of choices, some engines count the chosen one in.
  chosen: element.localName === 'select' && element.closest('label')
    ? squeeze([...element.selectedOptions].map(option => option.textContent).join(' ')) : '',
}));
