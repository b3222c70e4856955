// After a click: whether it landed on what it was meant for; null as long as that is not known. A page that the click led away
// from knows nothing of it: there it did.
const aim = document[Symbol.for('aim of the trial')];
const [last] = arguments;
if (!aim) return true;
if (last && aim.landed === null) {
  // What goes away while it is pressed gets no click. Of any other, one that comes late is still kept from the page.
  const { element, pressed } = aim;
  const gone = pressed && !(element.isConnected && element.checkVisibility({ visibilityProperty: true }));
  if (gone) aim.watch.abort();
  aim.over = true;
  return gone;
}
return aim.landed;
