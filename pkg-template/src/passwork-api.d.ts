// The drop-in path of the original connector: `require('passwork-js/src/passwork-api')`.
import Passwork = require('../index.js');
export = Passwork;
