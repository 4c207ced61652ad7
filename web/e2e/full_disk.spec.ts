// The server's disk runs full while somebody writes: it is said, nothing typed is lost, and it goes on by itself.
// The disk is a small one of the test's own, in memory; mounting it needs root, as everything in ./test may.
import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { found_bureau, password, type Bureau } from './bureau'
import { desk_of, expect_whole_on_both, leave_desks } from './desk'
import { Server } from './server'

const server = new Server()
const disk = () => dirname(server.database.slice('sqlite:'.length))
let bureau: Bureau

function must(command: string, args: string[]) {
  const done = spawnSync(command, args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr}`)
}

function fill_disk() {
  for (let part = 0, size = 1 << 20; size >= 512; part++)
    try {
      writeFileSync(join(disk(), `ballast-${part}`), Buffer.alloc(size, 1))
    } catch {
      size /= 2
    }
}
function empty_disk() {
  must('/bin/sh', ['-c', `rm -f ${disk()}/ballast-*`])
}

test.beforeAll(async () => {
  must('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', disk()])
  bureau = await found_bureau(server, '2026-11-16T09:00:00+08:00')
})
test.afterEach(leave_desks)
test.afterAll(async () => {
  await server.stop()
  must('umount', [disk()])
  rmSync(disk(), { recursive: true, force: true })
})

test('a full disk is told, keeps what was typed, and is over by itself', async ({ browser }) => {
  const page = await desk_of(browser, server, bureau.people.head.login, password)
  await page.getByRole('link', { name: '任务分解' }).click()
  await page.getByTestId('work-add').click()
  const work = page.getByLabel('处室任务 1')
  fill_disk()
  await work.fill('完成全市主要经济指标月度分析')
  const told = page.getByTestId('storage-full')
  await expect(told).toContainText('目前只能查阅，不能保存')
  await expect(work).toHaveValue('完成全市主要经济指标月度分析')
  await expect_whole_on_both(page)
  await page.reload()
  await expect(page.getByLabel('处室任务 1')).toHaveValue('完成全市主要经济指标月度分析')
  empty_disk()
  await expect(page.locator('.save-note.is-saved').first()).toBeVisible({ timeout: 60_000 })
  await expect(told).toBeHidden({ timeout: 30_000 })
})
