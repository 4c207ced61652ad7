import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { nextTick } from 'vue'
import { words } from '../words'
import { use_session } from './session'

const to_props = (route: RouteLocationNormalized) => ({ ...route.params })

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/login', name: 'login', component: () => import('../features/session/LogInPage.vue') },
    { path: '/password', name: 'password', component: () => import('../features/session/PasswordPage.vue') },
    // What is printed stands on a bare page.
    {
      path: '/print/minutes/:meeting',
      name: 'print_minutes',
      props: to_props,
      component: () => import('../features/meetings/MinutesPage.vue'),
    },
    {
      path: '/',
      component: () => import('./Shell.vue'),
      children: [
        { path: '', name: 'home', component: () => import('../features/home/HomePage.vue') },
        {
          path: 'logs/:official?',
          name: 'logs',
          props: to_props,
          component: () => import('../features/logs/WeekPage.vue'),
        },
        {
          path: 'plans/:period?/:official?',
          name: 'plan',
          props: to_props,
          component: () => import('../features/plans/PlanPage.vue'),
        },
        {
          path: 'works/:year?/:unit?',
          name: 'works',
          props: to_props,
          component: () => import('../features/plans/WorksPage.vue'),
        },
        {
          path: 'months/:period?/:official?',
          name: 'month',
          props: to_props,
          component: () => import('../features/months/MonthPage.vue'),
        },
        {
          path: 'reviews/:period?/:official?',
          name: 'reviews',
          props: to_props,
          component: () => import('../features/reviews/ReviewsPage.vue'),
        },
        {
          path: 'periods/:period?',
          name: 'board',
          props: to_props,
          component: () => import('../features/periods/BoardPage.vue'),
        },
        {
          path: 'quarters/:period?/:official?',
          name: 'quarters',
          props: to_props,
          component: () => import('../features/quarters/QuartersPage.vue'),
        },
        {
          path: 'quarter/:period?/:official?',
          name: 'quarter',
          props: to_props,
          component: () => import('../features/quarters/QuarterPage.vue'),
        },
        {
          path: 'rating/:year?',
          name: 'rating',
          props: to_props,
          component: () => import('../features/evaluation/RatingPage.vue'),
        },
        {
          path: 'summary/:year?/:official?',
          name: 'summary',
          props: to_props,
          component: () => import('../features/summaries/SummaryPage.vue'),
        },
        {
          path: 'own-year/:year?/:official?',
          name: 'own_year',
          props: to_props,
          component: () => import('../features/own_year/OwnYearPage.vue'),
        },
        {
          path: 'year/:year?/:tab?',
          name: 'year',
          props: to_props,
          component: () => import('../features/year/YearPage.vue'),
        },
        {
          path: 'meetings/:meeting',
          name: 'meeting',
          props: to_props,
          component: () => import('../features/meetings/MeetingPage.vue'),
        },
        {
          path: 'evaluation/:year?',
          name: 'evaluation',
          props: to_props,
          component: () => import('../features/evaluation/EvaluationPage.vue'),
        },
        {
          path: 'reopenings',
          name: 'reopenings',
          component: () => import('../features/reopenings/ReopeningsPage.vue'),
        },
        {
          path: 'personnel/:tab?',
          name: 'personnel',
          props: to_props,
          component: () => import('../features/personnel/PersonnelPage.vue'),
        },
        {
          path: 'overview/:period?',
          name: 'overview',
          props: to_props,
          component: () => import('../features/overview/OverviewPage.vue'),
        },
        {
          path: 'uses/:year?',
          name: 'uses',
          props: to_props,
          component: () => import('../features/uses/UsesPage.vue'),
        },
        {
          path: 'imports/:kind?',
          name: 'imports',
          props: to_props,
          component: () => import('../features/imports/ImportPage.vue'),
        },
        { path: 'organ', name: 'organ', component: () => import('../features/organ/OrganPage.vue') },
        { path: 'people', name: 'people', component: () => import('../features/organ/PeoplePage.vue') },
        {
          path: 'people/:official',
          name: 'person',
          props: to_props,
          component: () => import('../features/organ/PersonPage.vue'),
        },
        {
          path: 'calendar/:year?',
          name: 'calendar',
          props: to_props,
          component: () => import('../features/organ/CalendarPage.vue'),
        },
        { path: 'settings', name: 'settings', component: () => import('../features/organ/SettingsPage.vue') },
        {
          path: 'accounts',
          name: 'accounts',
          component: () => import('../features/accounts/AccountsPage.vue'),
        },
        {
          path: 'help/:chapter?',
          name: 'help',
          props: to_props,
          component: () => import('../features/help/HelpPage.vue'),
        },
        { path: ':rest(.*)*', name: 'nowhere', component: () => import('./NowherePage.vue') },
      ],
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.name === from.name ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  const session = use_session()
  if (!session.session) await session.find()
  const way_back = to.fullPath === '/' ? undefined : { back: to.fullPath }
  if (!session.session) return to.name === 'login' ? true : { name: 'login', query: way_back }
  if (session.session.must_change_password && to.name !== 'password')
    return { name: 'password', query: way_back }
  if (to.name === 'login') return { path: local_path(to.query.back) }
  if (to.name === 'logs' && !to.params.official && !session.keeps_logs) return { name: 'home' }
  return true
})

router.afterEach(async (to, from) => {
  if (to.name !== from.name) await nextTick()
  name_page()
  if (from.name && to.name !== from.name) document.getElementById('content')?.focus({ preventScroll: true })
})

export function name_page() {
  const route = router.currentRoute.value
  const t = words.global.t
  document.title = `${t(`page.${String(route.name ?? 'home')}`)} · ${t('app.name')}`
}

// Where to go back to after the log-in: a path of ours, never another site.
export function local_path(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/'
}
