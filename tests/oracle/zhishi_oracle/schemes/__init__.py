"""The rule sets by id: thirteen, and the one of the lesson."""

from .annual import Annual
from .chaohu import Chaohu
from .chaohu_year import ChaohuYear
from .diary import Diary
from .fujian import Fujian
from .gansu import Gansu
from .hotline import Hotline
from .jiangsu import Jiangsu
from .routine import Routine
from .sichuan import Sichuan
from .taobei import Taobei
from .tutorial import Tutorial
from .water import Water, WaterTerm

SCHEMES = {scheme.id: scheme() for scheme in (
    Diary, Chaohu, ChaohuYear, Taobei, Hotline, Jiangsu, Gansu, Sichuan, Fujian, Water, WaterTerm, Routine, Annual,
    Tutorial)}
