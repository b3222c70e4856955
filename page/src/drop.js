// Drops a file on an element: the events that the page would see from a desktop, in their order.
const [target, [name, encoded]] = arguments;
const bytes = Uint8Array.from(atob(encoded), character => character.charCodeAt(0));
const dataTransfer = new DataTransfer();
dataTransfer.items.add(new File([bytes], name));
for (const kind of ['dragenter', 'dragover', 'drop']) {
  target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
}
