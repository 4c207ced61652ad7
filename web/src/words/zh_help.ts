// The frame of the handbook; its chapters stand in docs/handbook.
export default {
  help: {
    hint: '按办事步骤编写，内容与本系统一致',
    of_page: '这一页怎么用',
    chapters: '各章',
    search: '在手册中查找',
    finds: '查找结果',
    found: '找到 {n} 章',
    back: '返回目录',
    print: '打印本章',
    mine: '与您有关',
    welcome: '请从目录中选择一章，或输入几个字查找。',
    no_chapter: '手册中没有这一章，请从目录中选择。',
    keys: '在任何一页按 ? ，或点标题旁的问号，就打开这一页的说明。',
    role: {
      everybody: '常用操作',
      official: '公务员',
      reviewer: '处室负责人和局领导',
      office: '考核办',
      committee: '考核委员会',
      administrator: '系统管理员',
    },
  },
}
