// Names of variables that items give: by what rule they are made, and which of them are refused. Where systems tell apart `PATH` and `path`,
// so do we: an item may well be called `git token` or `home`, and nobody looks there.
import { variableKeys } from '../shared/index.mjs';

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
  'LESS LESSOPEN LESSCLOSE LESSKEY LESSKEYIN LESSKEY_SYSTEM VIMINIT VIMRUNTIME MYVIMRC EXINIT TERMINFO_DIRS MAILPATH GNUPGHOME NIX_CONFIG',
  'TAR_OPTIONS RIPGREP_CONFIG_PATH FZF_DEFAULT_COMMAND FZF_DEFAULT_OPTS',
  // shells
  'EXECIGNORE GLOBIGNORE FIGNORE ENV IFS PS0 PS1 PS2 PS3 PS4 PROMPT_COMMAND SHELLOPTS BASHOPTS FPATH PSModulePath',
  'fish_function_path fish_complete_path fish_user_paths',
  // Windows
  'PATHEXT COMSPEC SYSTEMROOT WINDIR SYSTEMDRIVE USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA',
  // the C library
  'GCONV_PATH GETCONF_DIR LOCPATH NLSPATH HOSTALIASES LOCALDOMAIN RES_OPTIONS RESOLV_HOST_CONF MALLOC_TRACE TZDIR',
  'TEXTDOMAINDIR',
  // interpreters and what builds
  'CLASSPATH PHPRC PHP_INI_SCAN_DIR TCLLIBPATH TCL_LIBRARY GEM_HOME GEM_PATH GEMRC RUSTC RUSTFLAGS AWKPATH AWKLIBPATH',
  'PLTCOLLECTS OCAMLRUNPARAM GCC_EXEC_PREFIX COMPILER_PATH GOCACHEPROG CC CXX',
  'GRADLE_USER_HOME M2_HOME JRE_HOME',
  'MAKEFLAGS GNUMAKEFLAGS MFLAGS MAKEFILES GOFLAGS GOENV GOPATH GOROOT GOPROXY GONOSUMDB GOSUMDB GOTOOLCHAIN',
  'MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS ANT_OPTS SBT_OPTS',
  // what connects
  'KUBECONFIG AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE TF_CLI_CONFIG_FILE HELM_PLUGINS',
  'SSH_AUTH_SOCK SSLKEYLOGFILE CURL_HOME WGETRC RSYNC_RSH CVS_RSH SVN_SSH KRB5_CONFIG',
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
  ['JULIA_', 'ERL_', 'ELIXIR_', 'R_LIBS', 'R_HOME', 'R_PROFILE', 'R_ENVIRON'],
  ['DOCKER_', 'ANSIBLE_', 'TF_CLI_ARGS'],
  ['GIT_', 'HGRC', 'SSL_CERT', 'OPENSSL_'],
  ['PASSWORK_'], // a passwork below this one must not be led to another server
].flat();

/** Some programs read these in any case. */
const REFUSED_IN_ANY_CASE = /^npm_config_|_proxy$/i;
/** As in MANPAGER, AWS_CA_BUNDLE, GUILE_LOAD_COMPILED_PATH. Other paths are mostly those of data. */
const REFUSED_ENDS = /(?:ASKPASS|EDITOR|PAGER|BROWSER|_CA_BUNDLE|(?:LOAD|COMPILED|LIBRARY|MODULE|PLUGIN)_?PATH)$/;

/** Whether a name that somebody else chose could make a program run what it says. */
export function isRefused(name, platform = process.platform) {
  const keyOf = variableKeys(platform);
  const known = keyOf(name);
  return (
    REFUSED_IN_ANY_CASE.test(known) ||
    REFUSED_ENDS.test(known) ||
    REFUSED.some((one) => keyOf(one) === known) ||
    REFUSED_BEGINNINGS.some((beginning) => known.startsWith(keyOf(beginning)))
  );
}
