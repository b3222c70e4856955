// After a click: whether it landed on what it was meant for; null as long as that is not known. A page that the click led away
// from knows nothing of it: there it did.
const aim = document[Symbol.for('aim of the trial')];
const [last] = arguments;
if (!aim) return true;
// What goes away while it is pressed gets no click.
if (last && aim.landed === null) {
  aim.watch.abort();
  return aim.pressed;
}
return aim.landed;
