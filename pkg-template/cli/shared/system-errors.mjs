// What a system says of a file, in words.

const REASONS = {
  EACCES: 'no permission',
  EDQUOT: 'the quota is used up',
  EEXIST: 'it is there already',
  EFBIG: 'it would be too large',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is no folder',
  ENXIO: 'nobody reads there',
  EPERM: 'not permitted',
  EPIPE: 'its reader has gone',
  EROFS: 'the file system is read-only',
};

/** The reason of a failed access. */
export const reasonOf = ({ code, name }) => REASONS[code] ?? code ?? name;
