module.exports = {
  pluginOptions: {
    mpx: {
      plugin: { srcMode: 'wx' },
      loader: {},
    },
  },
}
