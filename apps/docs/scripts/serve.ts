import { serve } from 'vitepress'

await serve({ root: `${import.meta.dirname}/..`, port: 4174 })
