#include "cli/example/cast.h"

namespace zhishi::cli::example {

using Texts = std::vector<std::string_view>;

const Texts& objects_of(Pool pool) {
    static const Texts projects{
        "滨江快速路二期",       "城北污水处理厂扩建工程", "安澜港多用途码头", "市第三人民医院新院区",
        "东湖片区雨污分流工程", "高新区标准厂房三期",     "澜河综合治理工程", "南部新城保障性住房",
        "职业教育实训基地",     "老旧小区改造第四批项目", "临港冷链物流园",   "县域充电基础设施",
        "智慧水务平台",         "清澜水库除险加固工程",   "城西公交枢纽",     "汽车零部件产业园",
    };
    static const Texts districts{
        "安北区", "安南区", "澜东县", "云陂县", "石桥区", "高新区", "临港经济开发区", "望湖新区",
    };
    static const Texts trades{
        "装备制造", "新材料",   "生物医药", "现代物流", "绿色食品", "文化旅游",
        "数字经济", "节能环保", "纺织服装", "商贸流通", "养老服务", "现代种业",
    };
    static const Texts papers{
        "季度经济形势分析", "重点工作周报",   "人大代表建议答复", "政协提案办理意见",
        "营商环境整改台账", "局党组会议纪要", "审计整改情况报告", "上级来文办理意见",
        "年度工作要点",     "专题调研报告",   "政务信息专报",     "市政府常务会议汇报材料",
        "信访事项答复",     "规章制度汇编",
    };
    switch (pool) {
    case Pool::projects: return projects;
    case Pool::districts: return districts;
    case Pool::trades: return trades;
    case Pool::papers: break;
    }
    return papers;
}

const Texts& occasional_actions() {
    static const Texts actions{
        "按局办公室要求补充{}相关数据，当日报送。",
        "参加{}协调会，记下分工事项#条。",
        "就{}提供本处书面意见。",
        "协助核对{}中涉及本处的表述和口径。",
        "学习{}有关政策要求，整理要点供处内交流。",
        "配合市政府办公室核实{}所列事项，电话反馈办理情况。",
        "接待来访单位，答复{}有关问题。",
        "临时承担{}的校核任务，订正文字和数据#处。",
        "参加全局干部会议，领会{}有关部署。",
        "为{}查找历年文件，复印归档#份。",
    };
    return actions;
}

const Texts& places_of(Pool pool) {
    static const Texts sites{"项目现场", "项目指挥部会议室", "局601会议室", "市政务服务中心", "处室办公室"};
    static const Texts counties{"当地发展改革部门", "局301视频会议室", "项目集中开工现场", "处室办公室"};
    static const Texts enterprises{"企业园区", "市工商联会议室", "局601会议室", "政务服务大厅"};
    static const Texts desks{"处室办公室", "局党组会议室", "局301会议室", "市政府办公楼"};
    switch (pool) {
    case Pool::projects: return sites;
    case Pool::districts: return counties;
    case Pool::trades: return enterprises;
    case Pool::papers: break;
    }
    return desks;
}

const Texts& people_of(Pool pool) {
    static const Texts sites{"项目单位、监理单位负责人", "市住建、财政部门经办同志", "处内两名同志",
                             "评审专家组", "设计单位技术负责人"};
    static const Texts counties{"县区发展改革部门分管负责人", "县区项目专班", "处内一名同志",
                                "统计部门经办同志"};
    static const Texts enterprises{"企业代表", "市工商联同志", "行业协会负责人", "市行政审批部门同志"};
    static const Texts desks{"处内同志", "局办公室经办同志", "各处室联络员", "分管局领导"};
    switch (pool) {
    case Pool::projects: return sites;
    case Pool::districts: return counties;
    case Pool::trades: return enterprises;
    case Pool::papers: break;
    }
    return desks;
}

const Texts& measures_taken() {
    static const Texts measures{
        "逐项列出问题清单，明确责任单位和办结时限",
        "先与经办同志电话核实，再当面会商确定口径",
        "调取原始资料逐条比对，由两人复核",
        "建立工作群，每两天汇总一次进展",
        "查阅近三年同类项目做法，提出两套方案供比选",
        "把共性问题归并，统一答复、分头落实",
        "请相关处室会签，一次收齐意见",
        "对照文件要求逐条打勾，缺项当场告知补正",
        "列席项目例会，现场确认节点安排",
        "制作一页纸说明，便于领导审阅",
    };
    return measures;
}

const Texts& stages_reached() {
    static const Texts stages{"已启动",   "完成三成",       "完成过半", "已形成初稿",
                              "完成八成", "已报处领导审核", "基本完成", "已办结"};
    return stages;
}

const Texts& effects_seen() {
    static const Texts effects{
        "意见基本一致，后续按月调度", "问题已移交责任单位，本周内反馈",
        "数据口径统一，差异已消除",   "材料一次通过审核",
        "为下一步审批争取了时间",     "得到项目单位书面确认",
        "形成会议纪要，责任到人",     "减少了企业往返补件",
        "为领导决策提供了参考",       "积累了可供其他项目借鉴的做法",
    };
    return effects;
}

const std::vector<Work>& works_of(Seat seat) {
    static const std::vector<Work> bureau{
        {"稳住全市固定资产投资基本盘", "全年投资增速不低于年初计划", 12},
        {"抓好重大项目建设和储备", "省、市重点项目开工率、入库率达到年度目标", 12},
        {"加强机关建设，提高服务效能", "重点事项按期办结，制度执行到位", 12},
    };
    static const std::vector<Work> investment{
        {"推进省、市重点项目建设", "重点项目按计划开工、竣工，完成年度投资任务", 12},
        {"规范政府投资项目审批", "审批事项全部在承诺时限内办结，概算控制有据", 12},
        {"争取和用好上级资金、专项债券", "申报通过率高于上年，资金支付进度达到要求", 11},
        {"做好投资运行监测和项目储备", "按月形成分析报告，储备项目动态更新", 12},
        {"激发民间投资，优化投资环境", "推介项目落地有实效，堵点问题限期办结", 12},
        {"强化项目监管和要素保障", "在建项目监管全覆盖，要素问题逐项销号", 12},
    };
    static const std::vector<Work> general{
        {"统筹文稿、会务和督办", "重要文稿按期完成，督办事项按月通报", 12},
        {"做好干部考核和日常管理", "平时考核程序完整、结果及时反馈", 12},
    };
    switch (seat) {
    case Seat::bureau: return bureau;
    case Seat::investment: return investment;
    case Seat::general: break;
    }
    return general;
}

std::string_view name_of(Seat seat) {
    switch (seat) {
    case Seat::bureau: return organ_name;
    case Seat::investment: return "固定资产投资处";
    case Seat::general: break;
    }
    return "综合处";
}

const std::vector<Member>& cast() {
    static const std::vector<Member> all = [] {
        std::vector<Member> members = leaders_and_general_section();
        for (auto part : {investment_section_first_half(), investment_section_second_half()})
            members.insert(members.end(), part.begin(), part.end());
        return members;
    }();
    return all;
}

} // namespace zhishi::cli::example
