import { describe, expect, it } from 'vitest'
import { views_in, views_max, with_view, without_view, type View } from '../src/app/views'

const view = (name: string, path = '/people?unit=1', page = 'people'): View => ({ name, page, path })

describe('saved views', () => {
  it('replace the one of the same name on the same page', () => {
    const views = with_view([view('本处'), view('本处', '/uses', 'uses')], view(' 本处 ', '/people?unit=2'))!
    expect(views).toEqual([view('本处', '/uses', 'uses'), view('本处', '/people?unit=2')])
    expect(with_view(views, view('  '))).toBe(views)
  })

  it('are refused when there is no room, but for one that is replaced', () => {
    const full = Array.from({ length: views_max }, (_, index) => view(`视图${index}`))
    expect(with_view(full, view('又一个'))).toBeNull()
    expect(with_view(full, view('视图3', '/people?q=zm'))).toHaveLength(views_max)
  })

  it('are removed by name and page', () => {
    expect(without_view([view('甲'), view('甲', '/uses', 'uses')], view('甲'))).toEqual([
      view('甲', '/uses', 'uses'),
    ])
  })

  it('lead nowhere outside, whatever stands in the store', () => {
    expect(views_in(null)).toEqual([])
    expect(
      views_in([
        view('甲'),
        view('乙', '//example.org'),
        view('丙', 'https://example.org'),
        { name: 1 },
        null,
      ]),
    ).toEqual([view('甲')])
  })
})
