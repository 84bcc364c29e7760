/** Loaded before the service (`node --import`): its clock is told from outside, by a message, how far off it is. */
const real = Date.now.bind(Date);
const RealDate = Date;
let off = 0;

Date.now = () => real() + off;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, as) => Reflect.construct(target, given.length > 0 ? given : [real() + off], as),
});

process.on("message", (/** @type {{ off: number }} */ word) => {
  off = word.off;
  process.send?.("told");
});
// What listens must not keep the service from ending.
process.channel?.unref();
