import { BarChart, CustomChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'

// All of ECharts that our charts need; whoever draws fetches this module when there is something to draw.
use([BarChart, CustomChart, LineChart, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer])

export { init, type ECharts } from 'echarts/core'
