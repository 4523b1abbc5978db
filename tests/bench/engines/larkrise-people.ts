// Who is in the bench's nursery: known to the page and to the server's set-up.
export const benchNursery = 'hazel-court';
export const benchRoom = 'larks';
export const benchPin = '735182';
/** Enrols any number of tablets. */
export const benchCode = 'bench-bench-bench-bench';
