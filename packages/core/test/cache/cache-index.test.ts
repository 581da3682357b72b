import { describe, expect, it } from 'vitest'
import { createCacheIndex } from '../../src/cache/cache-index.js'
import { createIndexScene, first, lines, path, second, texts, uses } from './index-scene.js'

describe('the index of a cache', () => {
  it('is empty, and has to be written, where there is none', async () => {
    const { index } = createIndexScene()
    expect(index).toHaveLength(0)
    expect(await index.read(false)).toEqual({ lines: [], isSound: false })
  })

  it('gives back what was written, and what was appended', async () => {
    const { index, readAgain } = createIndexScene()
    await index.rewrite([first])
    await index.append([second])
    await index.append([uses, first])
    expect(await readAgain()).toEqual({ lines: [first, second, uses, first], isSound: true })
  })

  it('can be written empty, and appended to', async () => {
    const { index, files, readAgain } = createIndexScene()
    await index.rewrite([])
    expect(files.contents.get(path)).toHaveLength(0)
    await index.append([first])
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
  })

  it('counts its lines', async () => {
    const { index, files } = createIndexScene()
    await index.rewrite(lines)
    expect(index).toHaveLength(3)
    await index.append([uses, first])
    expect(index).toHaveLength(5)
    await index.rewrite([first])
    expect(index).toHaveLength(1)
    await index.append([second])
    const again = createCacheIndex(files, path)
    await again.read(true)
    expect(again).toHaveLength(2)
  })

  it('says that a write has failed', async () => {
    const { index } = createIndexScene()
    await expect(index.append([first])).rejects.toMatchObject({ code: 'file-system' })
  })

  it('has no line with a line break in it', async () => {
    const { index, text } = createIndexScene()
    await index.rewrite(lines)
    expect(text().split('\n')).toHaveLength(3)
  })

  it('takes the place of an older one in one step, so that a kill loses nothing', async () => {
    const { index, files, readAgain } = createIndexScene()
    await index.rewrite([first])
    files.writeFile = (at) => Promise.reject(new Error(`killed before ${at}`))
    await expect(index.rewrite([second])).rejects.toThrow('killed before usr/index~')
    expect((await readAgain()).lines).toEqual([first])
  })
})

describe('an index after a kill in the middle of a rewrite', () => {
  it('is the second file, where the first is gone already', async () => {
    const { readAgain, write } = createIndexScene()
    write(first.text, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: false })
  })

  it('is the first file, as long as it is there', async () => {
    const { readAgain, write } = createIndexScene()
    write(first.text)
    write(second.text, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
    write('{"name":', `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
  })

  it('is the second file, where nothing in the first makes sense', async () => {
    const { readAgain, write } = createIndexScene()
    write('\0\0\0')
    write(first.text, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: false })
  })

  it('stays what was read, also where another kill follows in the middle of the next', async () => {
    const { readAgain, write } = createIndexScene()
    write(first.text, `${path}~`)
    await readAgain()
    write(first.text.slice(0, 20), `${path}~`)
    expect((await readAgain()).lines).toEqual([first])
  })

  it('is the second file on a disk that lets nothing be renamed', async () => {
    const { readAgain, files, write } = createIndexScene()
    write(first.text, `${path}~`)
    files.rename = () => Promise.reject(new Error('read-only'))
    expect(await readAgain()).toEqual({ lines: [first], isSound: false })
  })

  it('is what can be read of the second file', async () => {
    const { readAgain, write } = createIndexScene()
    write(`${first.text}\n${second.text.slice(0, 20)}`, `${path}~`)
    expect(await readAgain()).toEqual({ lines: [first], isSound: false })
  })
})

describe('an index that is expected to be there', () => {
  it('is read like any other', async () => {
    const { readAgain, write } = createIndexScene()
    write(texts.join('\n'))
    expect(await readAgain(true)).toEqual({ lines, isSound: true })
  })

  it.each(['', 'rubbish'])('may be %j', async (text) => {
    const { readAgain, write } = createIndexScene()
    write(text)
    expect(await readAgain(true)).toEqual({ lines: [], isSound: false })
    write(first.text, `${path}~`)
    expect(await readAgain(true)).toEqual({ lines: [first], isSound: false })
  })

  it('is not taken for lost where the host does not let it be read', async () => {
    const { readAgain, files, write } = createIndexScene()
    write(second.text, `${path}~`)
    await expect(readAgain(true)).rejects.toMatchObject({ code: 'file-system' })
    expect(files.contents.has(`${path}~`)).toBe(true)
  })
})
