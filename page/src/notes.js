// Notes what goes wrong, as JSON in data-noted on the root element, where every browser's driver can read it.
{
  const notes = [];
  const note = (kind, text) => {
    notes.push({ kind, text: String(text) });
    document.documentElement.dataset.noted = JSON.stringify(notes);
  };
  addEventListener('error', event => note('error', event.message || `${event.target.localName} did not load`), true);
  addEventListener('unhandledrejection', event => note('rejection', event.reason));
  document.addEventListener('securitypolicyviolation', event =>
    note('violation', `${event.effectiveDirective} ${event.blockedURI}`));
  const error = console.error;
  console.error = (...parts) => { note('console', parts.join(' ')); error(...parts); };
}
