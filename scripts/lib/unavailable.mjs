/** Something cannot be had on this machine; nothing is wrong with the project. The message is the reason. */
export class Unavailable extends Error {}
