import { describe, expect, it } from 'vitest'
import { type IndexLine, indexFormat, indexName } from '../../src/cache/index.js'
import { createJournal } from '../../src/downloader/journal.js'
import { DownloadError } from '../../src/index.js'
import {
  createIndexScene,
  first,
  firstText,
  lines,
  movedPath,
  path,
  second,
  secondText,
  texts,
  uses,
} from '../cache/index-scene.js'
import { fileLine } from '../cache/store-scene.js'

describe('a journal', () => {
  it('is empty, and has to be written, where there is none', async () => {
    const { index } = createIndexScene()
    expect(index).toHaveLength(0)
    expect(await index.read(new Set())).toEqual({ lines: [], isSound: false })
  })

  it('gives back what was written, and what was appended', async () => {
    const { index, replace, readAgain } = createIndexScene()
    await replace([first])
    await index.append([second])
    await index.append([uses, first])
    expect(await readAgain()).toEqual({ lines: [first, second, uses, first], isSound: true })
  })

  it('can be written empty, and appended to', async () => {
    const { index, replace, files, readAgain } = createIndexScene()
    await replace([])
    expect(files.contents.get(path)).toHaveLength(0)
    await index.append([first])
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
  })

  it('counts its lines', async () => {
    const { index, replace, files } = createIndexScene()
    await replace(lines)
    expect(index).toHaveLength(3)
    await index.append([uses, first])
    expect(index).toHaveLength(5)
    expect(index.compactLength).toBe(3)
    await replace([first])
    expect(index).toHaveLength(1)
    expect(index.compactLength).toBe(1)
    await index.append([second])
    const again = createJournal(files, 'usr', indexName, indexFormat)
    await again.read(new Set(), true)
    expect(again).toHaveLength(2)
  })

  it('says that a write has failed', async () => {
    const { index } = createIndexScene()
    await expect(index.append([first])).rejects.toMatchObject({ code: 'file-system' })
  })

  it('has no line with a line break in it', async () => {
    const { replace, text } = createIndexScene()
    await replace(lines)
    expect(text().split('\n')).toHaveLength(3)
  })

  it('is as it was where it cannot be written anew', async () => {
    const { index, replace, files, readAgain } = createIndexScene()
    await replace([first])
    files.writeFile = () => Promise.reject(new Error('full'))
    await expect(index.compact([second], () => [])).rejects.toThrow('full')
    expect(await readAgain()).toEqual({ lines: [first], isSound: true })
    expect(files.contents.has(movedPath)).toBe(false)
  })

  it('is as it was where what was moved cannot be read', async () => {
    const { index, replace, files, readAgain } = createIndexScene()
    await replace([first])
    const { readText } = files
    files.readText = () => Promise.reject(new Error('no'))
    await expect(index.compact([second], () => [])).rejects.toThrow('no')
    files.readText = readText
    expect((await readAgain()).lines).toEqual([first])
  })

  it('is appended to where it cannot be moved', async () => {
    const { index, replace, files, readAgain } = createIndexScene()
    await replace([first])
    files.rename = () => Promise.reject(new Error('read-only'))
    await index.compact([second], () => [])
    expect(await readAgain()).toEqual({ lines: [first, second], isSound: true })
    expect(index).toHaveLength(2)
  })
})

describe('a journal to which another copy of the library appends', () => {
  const third = fileLine('c')
  const all = (found: readonly IndexLine[]): readonly IndexLine[] => found

  it('is compacted with what that one has appended', async () => {
    const { index, replace, files, readAgain } = createIndexScene()
    await replace([first])
    await createJournal(files, 'usr', indexName, indexFormat).append([second])
    const seen: (readonly IndexLine[])[] = []
    await index.compact([third], (found, names) => {
      expect([...names]).toEqual(['miniferry-index.jsonl'])
      seen.push(found)
      return found
    })
    expect(seen).toEqual([[first, second, third]])
    expect((await readAgain()).lines).toEqual([first, second, third])
    expect(files.contents.has(movedPath)).toBe(false)
  })

  it('loses nothing of what that one appends meanwhile', async () => {
    const { index, replace, files, readAgain } = createIndexScene()
    await replace([first])
    const other = createJournal(files, 'usr', indexName, indexFormat)
    let appended: Promise<void> | undefined
    await index.compact([second], (found) => {
      appended = other.append([third]).catch(() => other.compact([third], all))
      return found
    })
    await appended
    expect((await readAgain()).lines).toEqual([first, second, third])
  })

  it('is appended to where that one compacts it', async () => {
    const { index, write, readAgain } = createIndexScene()
    write(firstText)
    write(secondText, movedPath)
    await index.compact([third], () => [])
    expect((await readAgain()).lines).toEqual([second, first, third])
  })

  it('is appended to at its old place where that one has not written the new one yet', async () => {
    const { index, write, text } = createIndexScene()
    write(firstText, movedPath)
    await index.compact([third], () => [])
    expect(text(movedPath)).toBe(`${firstText}\n${third.text}\t`)
  })

  it('gets the lines in the new one, where that comes a moment later', async () => {
    const { index, write, files, text, readAgain } = createIndexScene()
    write(firstText, movedPath)
    const { readdir } = files
    let looks = 0
    files.readdir = (at) => {
      looks += 1
      // The other copy has written the new one, and is about to remove what it has moved.
      if (looks === 3) write(firstText)
      return readdir(at)
    }
    await index.compact([third], () => [])
    expect(text(movedPath)).toBe(firstText)
    files.contents.delete(movedPath)
    expect((await readAgain()).lines).toEqual([first, third])
  })

  it('tells of a full disk at once', async () => {
    const { index, write, files } = createIndexScene()
    write(firstText, movedPath)
    const full = new DownloadError({ code: 'storage-full', errMsg: 'full', platform: 'stub', url: '' })
    let appends = 0
    files.appendFile = () => {
      appends += 1
      return Promise.reject(full)
    }
    await expect(index.compact([third], () => [])).rejects.toBe(full)
    expect(appends).toBe(1)
  })

  it('says so where neither can be appended to', async () => {
    const { index, write, files } = createIndexScene()
    write(firstText, movedPath)
    files.appendFile = (at) => Promise.reject(new Error(at))
    await expect(index.compact([third], () => [])).rejects.toThrow(path)
  })

  it('gets the lines again where both have made it at a time', async () => {
    const { index, files, readAgain } = createIndexScene()
    const { writeFile } = files
    files.writeFile = async (at, data) => {
      await writeFile(at, data)
      await writeFile(at, secondText)
    }
    await index.compact([first], all)
    expect((await readAgain()).lines).toEqual([second, first])
  })
})

describe('a journal after a kill while it was compacted', () => {
  const known = [first, second]
  const missing = (told: readonly IndexLine[]): IndexLine[] =>
    known.filter(({ name }) => !told.some((line) => 'name' in line && line.name === name))
  const recover = async (scene: ReturnType<typeof createIndexScene>): Promise<void> =>
    scene.index.recover(new Set(await scene.files.readdir('usr')), missing)

  it('is the old file, where there is no other', async () => {
    const scene = createIndexScene()
    scene.write(texts.join('\n'), movedPath)
    expect(await scene.readAgain()).toEqual({ lines, isSound: true })
    await recover(scene)
    expect(await scene.readAgain()).toEqual({ lines, isSound: true })
    expect(scene.files.contents.has(movedPath)).toBe(false)
  })

  it('is both, the old one first', async () => {
    const { readAgain, write } = createIndexScene()
    write(secondText)
    write(firstText, movedPath)
    expect(await readAgain()).toEqual({ lines: [first, second], isSound: true })
    write(`${firstText}\n${secondText.slice(0, 20)}`)
    expect(await readAgain()).toEqual({ lines: [first, first], isSound: false })
  })

  it.each(['', '\0\0\0', firstText.slice(0, 20)])(
    'is the old one again, where %j is left of the new one',
    async (text) => {
      const scene = createIndexScene()
      scene.write(text)
      scene.write(firstText, movedPath)
      expect((await scene.readAgain()).lines).toEqual([first])
      await recover(scene)
      expect(scene.text()).toBe(firstText)
      expect(scene.files.contents.has(movedPath)).toBe(false)
    },
  )

  it('is the new one with what that does not tell of yet', async () => {
    const scene = createIndexScene()
    scene.write(texts.join('\n'), movedPath)
    scene.write(firstText)
    await recover(scene)
    expect(await scene.readAgain()).toEqual({ lines: known, isSound: true })
    expect(scene.files.contents.has(movedPath)).toBe(false)
  })

  it('is the new one where that tells of all', async () => {
    const scene = createIndexScene()
    scene.write(texts.join('\n'), movedPath)
    scene.write(texts.join('\n'))
    await recover(scene)
    expect(scene.text()).toBe(texts.join('\n'))
    expect(scene.files.contents.has(movedPath)).toBe(false)
  })

  it('is the old one on a disk that lets nothing be renamed, and can be appended to', async () => {
    const { index, readAgain, files, write } = createIndexScene()
    write(firstText, movedPath)
    files.rename = () => Promise.reject(new Error('read-only'))
    await expect(index.recover(new Set(await files.readdir('usr')), missing)).rejects.toThrow('read-only')
    await index.append([second]).catch(() => index.compact([second], () => []))
    expect((await readAgain()).lines).toEqual([first, second])
  })

  it('needs nothing where there was none', async () => {
    const { index, files } = createIndexScene()
    await index.recover(new Set(), missing)
    expect(files.contents.size).toBe(0)
  })
})

describe('a journal on a host that cannot append', () => {
  const unsupported = (files: ReturnType<typeof createIndexScene>['files']): void => {
    files.appendFile = () =>
      Promise.reject(new DownloadError({ code: 'unsupported', errMsg: 'no', platform: 'x', url: '' }))
  }

  it('is added to after a kill while it was compacted', async () => {
    const { index, write, readAgain, files } = createIndexScene()
    write(firstText, movedPath)
    write(secondText)
    unsupported(files)
    await index.recover(new Set(await files.readdir('usr')), () => [first])
    expect((await readAgain()).lines).toEqual([second, first])
    expect(files.contents.has(movedPath)).toBe(false)
  })

  it('is added to where what was moved could not be removed', async () => {
    const { index, write, readAgain, files } = createIndexScene()
    write(firstText, movedPath)
    write(secondText)
    unsupported(files)
    await index.compact([first], (found) => found)
    expect((await readAgain()).lines).toEqual([first, second, first])
  })
})

describe('a journal that is expected to be there', () => {
  it('is read like any other', async () => {
    const { readAgain, write } = createIndexScene()
    write(texts.join('\n'))
    expect(await readAgain(true)).toEqual({ lines, isSound: true })
  })

  it.each(['', 'rubbish'])('may be %j', async (text) => {
    const { readAgain, write } = createIndexScene()
    write(text)
    expect(await readAgain(true)).toEqual({ lines: [], isSound: false })
  })

  it('is not taken for lost where the host does not let it be read', async () => {
    const { readAgain, files, write } = createIndexScene()
    write(secondText, movedPath)
    await expect(readAgain(true)).rejects.toMatchObject({ code: 'file-system' })
    expect(files.contents.has(movedPath)).toBe(true)
  })
})
