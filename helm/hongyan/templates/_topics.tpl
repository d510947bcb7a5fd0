{{/* The topics, as io.hongyan.eventlog.Topics has them: a test compares the two. */}}
{{- define "hongyan.topics" -}}
{{- $topics := list
  (dict "name" "hongyan.commands.v1" "partitions" 8 "config" (dict "retention.ms" "604800000"))
  (dict "name" "hongyan.events.v1" "partitions" 8 "config" (dict "retention.ms" "-1"))
  (dict "name" "hongyan.replies.v1" "partitions" 32 "config" (dict "retention.ms" "3600000"))
  (dict "name" "hongyan.deliveries.v1" "partitions" 32 "config" (dict "retention.ms" "3600000"))
  (dict "name" "hongyan.sessions.v1" "partitions" 8 "config" (dict "retention.ms" "86400000"))
  (dict "name" "hongyan.presence.v1" "partitions" 8 "config" (dict "cleanup.policy" "compact"))
  (dict "name" "hongyan.push-decisions.v1" "partitions" 8 "config" (dict "retention.ms" "604800000"))
  (dict "name" "hongyan.revocations.v1" "partitions" 1 "config" (dict "cleanup.policy" "compact,delete" "retention.ms" "34560000000"))
}}
{{- $all := $topics }}
{{- range $topics }}
{{- $all = append $all (dict "name" (printf "%s.dlq" .name) "partitions" 1 "config" (dict "retention.ms" "2592000000")) }}
{{- end }}
{{- toYaml $all }}
{{- end }}

{{/*
What each component does with topics: who writes which is docs/ARCHITECTURE.md's drawing, and a dead letter is written by who read
the record. Groups are those of docs/operations.md; what has none is read without. streams: the application id of Kafka Streams,
which begins the names of its changelogs and its transactions.
*/}}
{{- define "hongyan.rights" -}}
connector:
  reads: [hongyan.replies.v1, hongyan.deliveries.v1, hongyan.presence.v1, hongyan.revocations.v1]
  {{- /* Deliveries: to tell another connector that a device logged in here. */}}
  writes: [hongyan.commands.v1, hongyan.sessions.v1, hongyan.deliveries.v1, hongyan.replies.v1.dlq, hongyan.deliveries.v1.dlq, hongyan.presence.v1.dlq, hongyan.revocations.v1.dlq]
sequencer:
  reads: [hongyan.commands.v1]
  writes: [hongyan.events.v1, hongyan.replies.v1, hongyan.commands.v1.dlq]
  groups: [hongyan-sequencer]
  streams: hongyan-sequencer
router:
  reads: [hongyan.events.v1]
  writes: [hongyan.deliveries.v1, hongyan.events.v1.dlq]
  groups: [hongyan-router]
unread:
  reads: [hongyan.events.v1]
  writes: [hongyan.events.v1.dlq]
  groups: [hongyan-unread]
api:
  reads: [hongyan.replies.v1]
  writes: [hongyan.commands.v1, hongyan.revocations.v1, hongyan.replies.v1.dlq]
presence:
  reads: [hongyan.sessions.v1, hongyan.events.v1, hongyan.presence.v1]
  writes: [hongyan.presence.v1, hongyan.sessions.v1.dlq, hongyan.events.v1.dlq, hongyan.presence.v1.dlq]
  groups: [hongyan-presence, hongyan-presence-visibility]
history:
  reads: [hongyan.events.v1]
  writes: [hongyan.events.v1.dlq]
  groups: [hongyan-history]
push:
  reads: [hongyan.events.v1]
  writes: [hongyan.push-decisions.v1, hongyan.events.v1.dlq]
  groups: [hongyan-push]
{{- end }}
