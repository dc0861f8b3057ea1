/* What stands on a big screen is as large as it can be and still be seen whole: nobody there can scroll. */

const LEAST = 0.4;
const TRIES = 5;

/* Sets --fit on root, from 1 downwards, until isWhole() says so; when nothing helps, to the least that can be read. */
export function fit(root, isWhole) {
  const fits = (size) => {
    root.style.setProperty("--fit", size.toFixed(3));
    return isWhole();
  };
  if (fits(1)) return;
  let [low, high] = [LEAST, 1];
  for (let turn = 0; turn < TRIES; turn += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low);
}
