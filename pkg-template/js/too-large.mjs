// Limit of one answer, as received and as unpacked: 256 MiB.

export const MAX_BYTES = 2 ** 28;

export const tooLarge = () =>
  Object.assign(new RangeError('the answer has more than 256 MiB'), { code: 'PASSWORK_TOO_LARGE' });
