// A clock that a test can set. The test writes data-clock on the root element: "+5000" is five seconds
// ahead, "=1700000000000" stands still at that moment (milliseconds since 1970). Without it, the real time.
// data-uptime: by how many milliseconds `performance.now` is ahead.
{
  const RealDate = Date;
  const now = () => {
    const set = document.documentElement.dataset.clock || '';
    if (set.startsWith('=')) return Number(set.slice(1));
    return RealDate.now() + Number(set);
  };
  globalThis.Date = class Date extends RealDate {
    constructor(...parts) {
      if (parts.length) super(...parts); else super(now());
    }
    static now() { return now(); }
  };
  const realUptime = performance.now.bind(performance);
  performance.now = () => realUptime() + Number(document.documentElement.dataset.uptime || 0);
}
