{{- /*
What is promised (docs/slo.md), as rules. Each promise is two selectors: all that counts, and what of it was good, which is a bucket of the
same histogram: its bound is exactly what is promised. What fails in a way that is ours is never good.

A promise is watched over two windows at once (Google's SRE workbook, chapter 5): a long one, so that what is told of has really cost a
part of the budget, and a short one, so that it ends soon after the trouble does. Nothing is told where nothing happens: without events
there is no ratio; and fewer errors than errorsMin in the long window are never told of.
*/}}
{{- define "hongyan.slos" -}}
{{- $of := printf "namespace=%q,service=~%q" .Release.Namespace (printf "%s-.*" (include "hongyan.fullname" .)) }}
{{- $slo := .Values.prometheusRule.slo }}
{{- $failed := "TIMEOUT|UNAVAILABLE|INTERNAL|FAILED" }}
{{- list
  (dict "name" "ack" "alert" "HongyanAck" "metric" "hongyan_command_duration_seconds" "of" (printf "%s,kind=\"send\"" $of) "good" (printf ",outcome!~%q" $failed)
    "percent" $slo.ack.percent "seconds" $slo.ack.seconds "what" "messages that clients send are answered too late or not at all")
  (dict "name" "delivery" "alert" "HongyanDelivery" "metric" "hongyan_delivery_age_seconds" "of" $of "good" ""
    "percent" $slo.delivery.percent "seconds" $slo.delivery.seconds "what" "messages reach the sockets of their receivers too late")
  (dict "name" "push" "alert" "HongyanPush" "metric" "hongyan_push_decisions_delay_seconds" "of" $of "good" ""
    "percent" $slo.push.percent "seconds" $slo.push.seconds "what" "decisions about alerts are made too late")
  (dict "name" "login" "alert" "HongyanLogin" "metric" "hongyan_login_duration_seconds" "of" $of "good" (printf ",outcome!~%q" $failed)
    "percent" $slo.login.percent "seconds" $slo.login.seconds "what" "logins fail or take too long")
  | toJson }}
{{- end }}

{{- define "hongyan.slos.rules" -}}
{{- $runbooks := trimSuffix "/" .Values.prometheusRule.runbookUrl }}
{{- $errorsMin := .Values.prometheusRule.slo.errorsMin }}
{{- $seconds := dict "1h" 3600 "6h" 21600 "1d" 86400 "3d" 259200 }}
{{- $namespace := .Release.Namespace }}
{{- $release := include "hongyan.fullname" . }}
{{- range $slo := include "hongyan.slos" . | fromJsonArray }}
{{- $labels := printf "{slo: %s, namespace: %q, release: %q}" $slo.name $namespace $release }}
{{- $here := printf "{namespace=%q,release=%q,slo=%q}" $namespace $release $slo.name }}
{{- /* Prometheus writes a bound as 1.0, as the services do; 1 is what others have. */}}
{{- $good := printf "%s_bucket{%s%s,le=~\"%s([.]0)?\"}" $slo.metric $slo.of $slo.good (replace "." "[.]" (printf "%v" $slo.seconds)) }}
{{- $all := printf "%s_count{%s}" $slo.metric $slo.of }}
{{- $budget := printf "(1 - %v / 100)" $slo.percent }}
- record: hongyan:slo_objective:ratio
  expr: vector({{ $slo.percent }} / 100)
  labels: {{ $labels }}
{{- range $window := list "5m" "30m" "1h" "2h" "6h" "1d" "3d" }}
- record: hongyan:slo_events:rate{{ $window }}
  expr: sum(rate({{ $all }}[{{ $window }}]))
  labels: {{ $labels }}
- record: hongyan:slo_errors:ratio_rate{{ $window }}
  {{- /* Where everything fails there may be no good series at all. */}}
  expr: >-
    1 - (sum(rate({{ $good }}[{{ $window }}])) or vector(0))
    / (sum(rate({{ $all }}[{{ $window }}])) > 0)
  labels: {{ $labels }}
{{- end }}
- record: hongyan:slo_errors:rate5m
  expr: hongyan:slo_errors:ratio_rate5m{{ $here }} * hongyan:slo_events:rate5m{{ $here }}
{{- range $burn := list
  (dict "name" "BudgetBurnsFast" "for" "2m" "severity" "critical" "pairs" (list (list 14.4 "1h" "5m") (list 6 "6h" "30m")) "ends" "in days")
  (dict "name" "BudgetBurns" "for" "15m" "severity" "warning" "pairs" (list (list 3 "1d" "2h") (list 1 "3d" "6h")) "ends" "before its 30 days are over") }}
- alert: {{ $slo.alert }}{{ $burn.name }}
  expr: >-
    {{- range $i, $pair := $burn.pairs }}
    {{- $factor := index $pair 0 }}
    {{- $long := index $pair 1 }}
    {{- $short := index $pair 2 }}
    {{ if $i }}or {{ end }}(hongyan:slo_errors:ratio_rate{{ $long }}{{ $here }} > {{ $factor }} * {{ $budget }}
    and hongyan:slo_errors:ratio_rate{{ $short }}{{ $here }} > {{ $factor }} * {{ $budget }}
    and hongyan:slo_errors:ratio_rate{{ $long }}{{ $here }} * hongyan:slo_events:rate{{ $long }}{{ $here }} * {{ index $seconds $long }} >= {{ $errorsMin }})
    {{- end }}
  for: {{ $burn.for }}
  labels: {severity: {{ $burn.severity }}}
  annotations:
    runbook_url: "{{ $runbooks }}/{{ $slo.alert }}{{ $burn.name }}.md"
    summary: "So many {{ $slo.what }} that the budget of {{ $slo.percent }} % within {{ $slo.seconds }} s is used up {{ $burn.ends }}."
{{- end }}
{{- end }}
{{- end }}
