{{/* The pod of a component, from its labels on. */}}
{{- define "hongyan.pod" -}}
{{- $values := .root.Values -}}
metadata:
  labels:
    {{- include "hongyan.componentLabels" . | nindent 4 }}
  annotations:
    {{- /* A pod that read another configuration is replaced. */}}
    checksum/config: {{ include "hongyan.properties" . | sha256sum }}
    {{- if eq .name "api" }}
    checksum/credentials: {{ include "hongyan.api.credentials" . | sha256sum }}
    {{- end }}
    {{- with mergeOverwrite (dict) $values.podAnnotations .v.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "hongyan.name" . }}
  {{- include "hongyan.pod.common" .root | nindent 2 }}
  terminationGracePeriodSeconds: {{ include "hongyan.grace" . }}
  topologySpreadConstraints:
    {{- range $key, $what := dict "topology.kubernetes.io/zone" $values.topologySpread.zones "kubernetes.io/hostname" $values.topologySpread.nodes }}
    - maxSkew: 1
      topologyKey: {{ $key }}
      whenUnsatisfiable: {{ $what }}
      labelSelector:
        matchLabels:
          {{- include "hongyan.selector" $ | nindent 10 }}
      {{- /* Pods of one release of the component are spread, whatever is left of the one before. */}}
      matchLabelKeys:
        - {{ ternary "controller-revision-hash" "pod-template-hash" (eq $.name "sequencer") }}
    {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ include "hongyan.image" . | quote }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      {{- include "hongyan.container.security" . | nindent 6 }}
      ports:
        {{- include "hongyan.pod.ports" . | nindent 8 }}
      env:
        {{- include "hongyan.pod.env" . | nindent 8 }}
      {{- /* The JVM needs tens of seconds to start on a busy node, and migrations of a large database take longer. */}}
      startupProbe:
        httpGet: {path: /q/health/live, port: http}
        periodSeconds: 2
        timeoutSeconds: 5
        failureThreshold: 150
      livenessProbe:
        httpGet: {path: /q/health/live, port: http}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      readinessProbe:
        httpGet: {path: /q/health/ready, port: http}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 2
      {{- with include "hongyan.preStop" . | int }}
      lifecycle:
        preStop:
          sleep: {seconds: {{ . }}}
      {{- end }}
      resources:
        {{- toYaml .v.resources | nindent 8 }}
      volumeMounts:
        {{- range fromYamlArray (include "hongyan.volumes" .) }}
        - {name: {{ .name }}, mountPath: {{ .mountPath | quote }}{{ if ne .name "tmp" }}, readOnly: true{{ end }}}
        {{- end }}
        {{- if eq .name "sequencer" }}
        - {name: state, mountPath: /var/lib/hongyan/sequencer}
        {{- end }}
        {{- if include "hongyan.media" . }}
        - {name: media, mountPath: /var/lib/hongyan/media}
        {{- end }}
  volumes:
    {{- range fromYamlArray (include "hongyan.volumes" .) }}
    - name: {{ .name }}
      {{- toYaml .source | nindent 6 }}
    {{- end }}
    {{- if and (eq .name "sequencer") (not .v.persistence.enabled) }}
    - name: state
      emptyDir: {sizeLimit: {{ .v.persistence.size }}}
    {{- end }}
    {{- if include "hongyan.media" . }}
    - name: media
      persistentVolumeClaim: {claimName: {{ required "history.media.claim is empty: set it to the claim of a volume for media." .v.media.claim }}}
    {{- end }}
{{- end }}

{{/* Something if the component keeps media. */}}
{{- define "hongyan.media" -}}
{{- if and (eq .name "history") .v.media.enabled }}true{{ end }}
{{- end }}

{{/* What all pods have in common, the migrations' too. */}}
{{- define "hongyan.pod.common" -}}
automountServiceAccountToken: false
{{- /* Variables of other services, such as KAFKA_PORT, would be taken for configuration. */}}
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ int64 .Values.runAsUser }}
  runAsGroup: {{ int64 .Values.runAsUser }}
  fsGroup: {{ int64 .Values.runAsUser }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "hongyan.container.security" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- define "hongyan.pod.ports" -}}
- {name: http, containerPort: {{ .is.http }}}
{{- if .is.grpc }}
- {name: grpc, containerPort: {{ .is.grpc }}}
{{- end }}
{{- if eq .name "connector" }}
- {name: tcp, containerPort: 7400}
- {name: tls, containerPort: 7401}
- {name: ws, containerPort: 7402}
- {name: wss, containerPort: 7403}
{{- end }}
{{- end }}

{{- define "hongyan.pod.env" -}}
- name: JDK_JAVA_OPTIONS
  value: "-Xmx{{ int .v.heapMegabytes }}m -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.util.logging.manager=org.jboss.logmanager.LogManager"
- name: SMALLRYE_CONFIG_LOCATIONS
  value: "/etc/hongyan/config/hongyan.properties{{ if eq .name "api" }},/etc/hongyan/credentials/credentials.properties{{ end }}"
{{- include "hongyan.pod.env.role" . }}
{{- with include "hongyan.kafka.secret" . }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {name: {{ . }}, key: sasl.jaas.config}}
{{- end }}
{{- if .is.database }}
{{ include "hongyan.pod.env.database" . }}
{{- end }}
{{- if include "hongyan.media" . }}
- name: HONGYAN_HISTORY_MEDIA_KEY
  valueFrom: {secretKeyRef: {name: {{ required "history.media.keySecret is empty: set it to a secret whose key key has at least 32 characters." .v.media.keySecret }}, key: key}}
{{- end }}
{{- if .is.redis }}
{{- with .root.Values.redis.hostsSecret }}
- name: QUARKUS_REDIS_HOSTS
  valueFrom: {secretKeyRef: {name: {{ . }}, key: hosts}}
{{- end }}
{{- with .root.Values.redis.passwordSecret }}
- name: QUARKUS_REDIS_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ . }}, key: password}}
{{- end }}
{{- end }}
{{- end }}

{{/* A variable, because what follows from the role is derived before files of configuration are read. */}}
{{- define "hongyan.pod.env.role" }}
{{- with .is.role }}
- name: HONGYAN_ROLES
  value: {{ . }}
{{- end }}
{{- end }}

{{- define "hongyan.pod.env.database" -}}
{{- $secret := required (printf "postgresql.%s.secret is empty: set it to a secret with the keys username and password for that database." .is.database) (index .root.Values.postgresql .is.database).secret -}}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: username}}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: password}}
{{- end }}

{{/* The volumes of a component, and where each is. Files are readable by the pod's group only. */}}
{{- define "hongyan.volumes" -}}
- name: config
  mountPath: /etc/hongyan/config
  source: {configMap: {name: {{ include "hongyan.name" . }}}}
{{- /* For what the JVM and its libraries unpack: Netty's, RocksDB's and Corretto's native code. */}}
- name: tmp
  mountPath: /tmp
  source: {emptyDir: {sizeLimit: 256Mi}}
{{- if hasSuffix "SSL" .root.Values.kafka.securityProtocol }}
{{- with include "hongyan.kafka.ca" .root }}
{{ include "hongyan.volume.secret" (list "kafka-ca" . "ca.crt") }}
{{- end }}
{{- end }}
{{- with include "hongyan.grpc.tls" . }}
{{ include "hongyan.volume.secret" (list "grpc-tls" . "tls.crt" "tls.key" "ca.crt") }}
{{- end }}
{{- if .is.database }}
{{- include "hongyan.volumes.database" . }}
{{- end }}
{{- if and .is.redis .root.Values.redis.caSecret }}
{{ include "hongyan.volume.secret" (list "redis-ca" .root.Values.redis.caSecret "ca.crt") }}
{{- end }}
{{- if eq .name "connector" }}
{{- with include "hongyan.sockets.tls" .root }}
{{ include "hongyan.volume.secret" (list "sockets-tls" . "tls.crt" "tls.key") }}
{{- end }}
{{- with .v.login.publicKeySecret }}
{{ include "hongyan.volume.secret" (list "issuer" . "public.pem") }}
{{- end }}
{{- end }}
{{- if eq .name "api" }}
{{ include "hongyan.volume.secret" (list "credentials" (.v.credentialsSecret | default (printf "%s-credentials" (include "hongyan.name" .))) "credentials.properties") }}
{{- end }}
{{- if and (eq .name "push") .v.apns.enabled }}
{{ include "hongyan.volume.secret" (list "apns" (required "push.apns.keySecret is empty: set it to a secret whose key key.p8 has Apple's signing key, or set push.apns.enabled=false." .v.apns.keySecret) "key.p8") }}
{{- end }}
{{- end }}

{{- define "hongyan.volumes.database" }}
{{- if eq .root.Values.postgresql.sslMode "verify-full" }}
{{ include "hongyan.volume.secret" (list "postgresql-ca" (required "postgresql.caSecret is empty: set it to a secret whose key ca.crt has the server's certificate authority, or set postgresql.sslMode=disable." .root.Values.postgresql.caSecret) "ca.crt") }}
{{- end }}
{{- end }}

{{/* A volume of some keys of a secret: its name, the secret's, the keys. */}}
{{- define "hongyan.volume.secret" -}}
- name: {{ index . 0 }}
  mountPath: /etc/hongyan/{{ index . 0 }}
  source:
    secret:
      secretName: {{ index . 1 }}
      defaultMode: 0440
      items:
        {{- range slice . 2 }}
        - {key: {{ . }}, path: {{ . }}}
        {{- end }}
{{- end }}
