module.exports = 'base.liquid';
