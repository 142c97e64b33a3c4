// Commands about the session.
export { login } from './login.mjs';
export { logout } from './logout.mjs';
export { status } from './status.mjs';
export { token } from './token.mjs';
