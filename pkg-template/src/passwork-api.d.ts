import Passwork = require('../index');
export = Passwork;
