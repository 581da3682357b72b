export default {
  pages: ['pages/download/index'],
}
