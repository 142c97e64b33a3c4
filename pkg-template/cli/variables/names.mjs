// Names of variables that items give: by what rule they are made, and which of them are refused.

/**
 * The rule of the vendor's tool (spec 7 §9): what is no letter or digit of ASCII becomes `_`, and a letter stands in
 * front.
 */
export function variableName(name) {
  const plain = name.replace(/[^A-Za-z0-9]/gu, '_');
  return /^[A-Za-z]/.test(plain) ? plain : `P_${plain}`;
}

/** Variables that say where a program finds what it runs or loads, which program it runs, or whom it trusts. */
const REFUSED = [
  // the user's surroundings
  'PATH HOME SHELL TMPDIR TMP TEMP EDITOR VISUAL PAGER BROWSER CDPATH MANPATH TERMINFO TERMCAP INPUTRC',
  'LESSOPEN LESSCLOSE VIMINIT EXINIT',
  // shells
  'ENV IFS PS0 PS1 PS2 PS3 PS4 PROMPT_COMMAND SHELLOPTS BASHOPTS FPATH',
  // Windows
  'PATHEXT COMSPEC SYSTEMROOT WINDIR SYSTEMDRIVE USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA PSMODULEPATH',
  // the C library
  'GCONV_PATH GETCONF_DIR LOCPATH NLSPATH HOSTALIASES LOCALDOMAIN RES_OPTIONS RESOLV_HOST_CONF MALLOC_TRACE TZDIR',
  // interpreters and what builds
  'CLASSPATH PHPRC PHP_INI_SCAN_DIR R_PROFILE R_ENVIRON TCLLIBPATH GEM_HOME GEM_PATH RUSTC RUSTFLAGS',
  'MAKEFLAGS GNUMAKEFLAGS MFLAGS MAKEFILES GOFLAGS GOENV GOPATH GOROOT GOPROXY GONOSUMDB GOSUMDB GOTOOLCHAIN',
  'MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS ANT_OPTS SBT_OPTS',
  // what connects
  'SSH_AUTH_SOCK SSLKEYLOGFILE CURL_HOME WGETRC CURL_CA_BUNDLE REQUESTS_CA_BUNDLE RSYNC_RSH CVS_RSH SVN_SSH KRB5_CONFIG',
  // files that a step of GitHub Actions writes into
  'GITHUB_ENV GITHUB_PATH GITHUB_OUTPUT GITHUB_STATE',
].flatMap((line) => line.split(' '));

const REFUSED_BEGINNINGS = [
  ['LD_', 'DYLD_', 'GLIBC_', 'GIO_', 'GTK_', 'QT_', 'XDG_'],
  ['BASH_', 'ZDOTDIR', 'KSH_'],
  [
    'NODE_',
    'DENO_',
    'BUN_',
    'ELECTRON_',
    'YARN_',
    'COREPACK_',
    'PYTHON',
    'PIP_',
    'UV_',
    'RUBY',
    'BUNDLE_',
    'PERL',
    'LUA_',
  ],
  [
    'JAVA',
    '_JAVA',
    'JDK_',
    'JRUBY_',
    'KOTLIN_',
    'DOTNET_',
    'COMPlus_',
    'CORECLR_',
    'COR_',
    'NUGET_',
    'CARGO_',
    'RUSTC_',
  ],
  ['JULIA_', 'ERL_', 'ELIXIR_'],
  ['GIT_', 'HGRC', 'SSL_CERT', 'OPENSSL_'],
  ['PASSWORK_'], // a passwork below this one must not be led to another server
].flat();

/** Some programs read these in any case. */
const REFUSED_IN_ANY_CASE = /^npm_config_|_proxy$/i;
const REFUSED_ENDS = /_(?:ASKPASS|EDITOR|PAGER|BROWSER)$/;

/** Whether a name that somebody else chose could make a program run what it says. */
export function isRefused(name, platform = process.platform) {
  const isWindows = platform === 'win32'; // where names have no case
  const known = isWindows ? name.toUpperCase() : name;
  return (
    REFUSED_IN_ANY_CASE.test(known) ||
    REFUSED_ENDS.test(known) ||
    REFUSED.includes(known) ||
    REFUSED_BEGINNINGS.some((beginning) => known.startsWith(isWindows ? beginning.toUpperCase() : beginning))
  );
}
