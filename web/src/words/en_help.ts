export default {
  help: {
    hint: 'Task by task, as the application works; the chapters are written in Chinese',
    of_page: 'How this page works',
    chapters: 'Chapters',
    search: 'Search the handbook',
    finds: 'What was found',
    found: '{n} chapters found',
    back: 'Back to the chapters',
    print: 'Print this chapter',
    mine: 'yours',
    welcome: 'Choose a chapter from the list, or type a few words to search.',
    no_chapter: 'The handbook has no such chapter. Choose one from the list.',
    keys: 'On every page, ? or the question mark beside the title opens what the handbook says about it.',
    role: {
      everybody: 'For everybody',
      official: 'Officials',
      reviewer: 'Heads and leaders',
      office: 'Appraisal office',
      committee: 'Appraisal committee',
      administrator: 'System administrator',
    },
  },
}
