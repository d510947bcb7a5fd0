{{/*
What the suite is made of. docs/operations.md has the ports, docs/ARCHITECTURE.md draws who calls whom; a test holds this table
against both.

service: whose image it is; role: which role of message-service; calls: whom it asks by gRPC; database: whose it reads and
writes; slot: whether each pod leases one of the 32 slots; callers: whether it is called by others than Prometheus, so that it
has to be forgotten before it stops.
*/}}
{{- define "hongyan.components" -}}
connector: {service: connector, http: 7410, calls: [presence, unread, router, history, push], slot: true, callers: true}
sequencer: {service: message, role: sequencer, http: 7420}
router: {service: message, role: router, http: 7420, grpc: 7421, calls: [presence, unread], callers: true}
unread: {service: message, role: unread, http: 7420, grpc: 7421, database: message, callers: true}
api: {service: message, role: api, http: 7420, grpc: 7421, calls: [presence, unread, push], slot: true, callers: true}
presence: {service: presence, http: 7430, grpc: 7431, redis: true, callers: true}
history: {service: history, http: 7440, grpc: 7441, database: history, callers: true}
push: {service: push, http: 7450, grpc: 7451, database: push, calls: [presence, unread, history], callers: true}
{{- end }}

{{/* The context of one component: root, name, what it is (is), its values (v). */}}
{{- define "hongyan.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains .Chart.Name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "hongyan.name" -}}
{{ include "hongyan.fullname" .root }}-{{ .name }}
{{- end }}

{{/* Labels of the suite, for all of its objects. */}}
{{- define "hongyan.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/part-of: hongyan
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "hongyan.componentLabels" -}}
{{ include "hongyan.labels" .root }}
app.kubernetes.io/name: {{ .name }}
{{- end }}

{{/* What selects the pods of a component; it must never change. */}}
{{- define "hongyan.selector" -}}
app.kubernetes.io/part-of: hongyan
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ .name }}
{{- end }}

{{- define "hongyan.image" -}}
{{- if .v.image }}
{{- .v.image }}
{{- else }}
{{- $registry := required "image.registry is empty: set it to where your images are, such as registry.example.com/chat." .root.Values.image.registry }}
{{- printf "%s/hongyan-%s-service:%s" (trimSuffix "/" $registry) .is.service (.root.Values.image.tag | default .root.Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/* The Kafka cluster of Strimzi that topics and users belong to. */}}
{{- define "hongyan.strimzi.cluster" -}}
{{- if .Values.strimzi.clusterName }}
{{- .Values.strimzi.clusterName }}
{{- else if .Values.strimzi.cluster.enabled }}
{{- include "hongyan.fullname" . }}
{{- else }}
{{- fail "strimzi.clusterName is empty: set it to the name of the Kafka resource that topics and users belong to, or set strimzi.cluster.enabled=true to have one made." }}
{{- end }}
{{- end }}

{{- define "hongyan.kafka.bootstrap" -}}
{{- if .Values.kafka.bootstrapServers }}
{{- .Values.kafka.bootstrapServers }}
{{- else if .Values.strimzi.cluster.enabled }}
{{- printf "%s-kafka-bootstrap:9093" (include "hongyan.strimzi.cluster" .) }}
{{- else }}
{{- fail "kafka.bootstrapServers is empty: set it to the brokers, such as kafka-1:9093,kafka-2:9093, or set strimzi.cluster.enabled=true to have a cluster made." }}
{{- end }}
{{- end }}

{{- define "hongyan.kafka.ca" -}}
{{- if .Values.kafka.caSecret }}
{{- .Values.kafka.caSecret }}
{{- else if .Values.strimzi.cluster.enabled }}
{{- printf "%s-cluster-ca-cert" (include "hongyan.strimzi.cluster" .) }}
{{- end }}
{{- end }}

{{/* The secret with a component's Kafka credentials; nothing where the protocol has none. */}}
{{- define "hongyan.kafka.secret" -}}
{{- if hasPrefix "SASL" .root.Values.kafka.securityProtocol }}
{{- if .v.kafkaSecret }}
{{- .v.kafkaSecret }}
{{- else if .root.Values.kafka.saslSecret }}
{{- .root.Values.kafka.saslSecret }}
{{- else if .root.Values.strimzi.users.enabled }}
{{- include "hongyan.name" . }}
{{- else }}
{{- fail (printf "kafka.saslSecret is empty: set it, or %s.kafkaSecret, to a secret whose key sasl.jaas.config has the line for Kafka's clients; or set strimzi.users.enabled=true to have users made; or say by kafka.securityProtocol that the brokers ask for none." .name) }}
{{- end }}
{{- end }}
{{- end }}

{{/* The secret with the certificate of the sockets; nothing without TLS. */}}
{{- define "hongyan.sockets.tls" -}}
{{- if .Values.connector.tls.secret }}
{{- .Values.connector.tls.secret }}
{{- else if .Values.connector.tls.certManager.enabled }}
{{- include "hongyan.fullname" . }}-sockets-tls
{{- end }}
{{- end }}

{{/* The secret with the certificate that a component shows to others; nothing where they call each other in the clear. */}}
{{- define "hongyan.grpc.tls" -}}
{{- with .root.Values.grpc.tls }}
{{- if .enabled }}
{{- if .secret }}
{{- .secret }}
{{- else if .certManager.enabled }}
{{- include "hongyan.name" $ }}-grpc-tls
{{- else }}
{{- fail "grpc.tls.secret is empty: set it to a kubernetes.io/tls secret with ca.crt, or grpc.tls.certManager.enabled=true, or grpc.tls.enabled=false." }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Whether something stands before the sockets that hides clients' addresses. */}}
{{- define "hongyan.sockets.hidden" -}}
{{- if or .Values.connector.ingress.enabled .Values.connector.gateway.enabled }}true{{ end }}
{{- end }}

{{/* Whether a component's number of pods is left to a scaler. */}}
{{- define "hongyan.scaled" -}}
{{- if ne (dig "autoscaling" "mode" "none" .v) "none" }}true{{ end }}
{{- end }}

{{/* How long a pod goes on after it was told to stop, until load balancers and callers have forgotten it. */}}
{{- define "hongyan.preStop" -}}
{{- if eq .name "connector" }}{{ .v.drain.preStopSeconds | int }}{{ else if .is.callers }}5{{ else }}0{{ end }}
{{- end }}

{{/*
Until a pod is killed that was told to stop. A connector drains for timeMax, a few seconds for last words included; the sequencer
ends its transactions within shutdownTimeout and then closes its stores.
*/}}
{{- define "hongyan.grace" -}}
{{- $working := 30 }}
{{- if eq .name "connector" }}{{ $working = add .v.drain.timeMaxSeconds 10 }}{{ end }}
{{- if eq .name "sequencer" }}{{ $working = add .v.shutdownTimeoutSeconds 20 }}{{ end }}
{{- add $working (include "hongyan.preStop" . | int) }}
{{- end }}
