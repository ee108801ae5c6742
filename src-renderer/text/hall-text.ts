export const hallText = {
  title: "业务大厅",
  menu: "业务大厅栏目",
  myBusiness: "我的业务",
  myMatters: "我的事项",
  progress: "进度查询",
  applicationName: "应用名称",
  section: "所属版块",
  action: "操作",
  search: "查询",
  enter: "进入应用",
  nothingFound: "没有符合的应用，请修改应用名称后再查询。",
  refusals: {
    person:
      "个人用户没有统一社会信用代码，不能办理二手车出口备案，可以管理账号和修改密码。要办理备案，请用境内企业的账号或电子钥匙登录。",
    foreign:
      "境外企业没有统一社会信用代码，不能办理二手车出口备案，可以管理账号和修改密码。要办理备案，请用境内企业的账号或电子钥匙登录。",
  },
  applications: [
    {
      name: "商务部进出口许可证统一管理平台",
      section: "对外贸易",
      refusal: null,
    },
    {
      name: "两用物项和技术进出口管制业务应用",
      section: "对外贸易",
      refusal: "本程序不办理此业务，请在商务部业务系统统一平台网站办理。",
    },
  ],
} as const;

export const enterText = {
  title: "选择证书",
  explanation: "所选证书将用于签署备案申请。只能选择在有效期内的本企业证书。",
  confirm: "确定",
} as const;
