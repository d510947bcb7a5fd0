{{/*
What a component is told: the same keys that docs/operations.md has, as YAML. What is secret is not here: it comes by
environment variables. Nobody may set a key twice, so that extraConfig is merged over it.
*/}}
{{- define "hongyan.config" -}}
{{- $values := .root.Values -}}
kafka.bootstrap.servers: {{ include "hongyan.kafka.bootstrap" .root | quote }}
kafka.security.protocol: {{ $values.kafka.securityProtocol | quote }}
{{- if hasPrefix "SASL" $values.kafka.securityProtocol }}
kafka.sasl.mechanism: {{ $values.kafka.saslMechanism | quote }}
{{- end }}
{{- if and (hasSuffix "SSL" $values.kafka.securityProtocol) (include "hongyan.kafka.ca" .root) }}
kafka.ssl.truststore.type: "PEM"
kafka.ssl.truststore.location: "/etc/hongyan/kafka-ca/ca.crt"
{{- end }}
{{- range $key, $value := $values.kafka.extraConfig }}
kafka.{{ $key }}: {{ $value | quote }}
{{- end }}
quarkus.log.console.json.enabled: {{ $values.logging.json | quote }}
{{- if $values.tracing.endpoint }}
quarkus.otel.sdk.disabled: "false"
quarkus.otel.exporter.otlp.endpoint: {{ $values.tracing.endpoint | quote }}
{{- end }}
{{- $components := fromYaml (include "hongyan.components" .) }}
{{- range .is.calls }}
hongyan.grpc.{{ . }}.host: {{ include "hongyan.name" (dict "root" $.root "name" .) | quote }}
hongyan.grpc.{{ . }}.port: {{ (index $components .).grpc | quote }}
{{- /* The services are headless, so that calls go to all pods: docs/adr/0013. */}}
quarkus.grpc.clients.{{ . }}.load-balancing-policy: "round_robin"
{{- end }}
{{- if include "hongyan.grpc.tls" . }}
hongyan.grpc.tls.plain-text: "false"
hongyan.grpc.tls.certificate: "/etc/hongyan/grpc-tls/tls.crt"
hongyan.grpc.tls.key: "/etc/hongyan/grpc-tls/tls.key"
hongyan.grpc.tls.authority: "/etc/hongyan/grpc-tls/ca.crt"
{{- end }}
{{- if .is.database }}
{{ include "hongyan.config.database" . }}
{{- else if eq .is.service "message" }}
{{- /* Only the unread role has a database. Others must not be unready because of one that they do not use. */}}
quarkus.smallrye-health.check."io.quarkus.reactive.pg.client.runtime.health.ReactivePgDataSourcesHealthCheck".enabled: "false"
{{- end }}
{{- include (printf "hongyan.config.%s" .name) . }}
{{- end }}

{{- define "hongyan.config.database" -}}
{{- $server := .root.Values.postgresql -}}
{{- $database := (index $server .is.database).database -}}
{{- $host := required "postgresql.host is empty: set it to the host name of your PostgreSQL." $server.host -}}
{{- $address := printf "%s:%d/%s" $host (int $server.port) $database -}}
{{- if eq $server.sslMode "verify-full" -}}
quarkus.datasource.jdbc.url: "jdbc:postgresql://{{ $address }}?sslmode=verify-full&sslrootcert=/etc/hongyan/postgresql-ca/ca.crt"
quarkus.datasource.reactive.postgresql.ssl-mode: "verify-full"
quarkus.datasource.reactive.hostname-verification-algorithm: "HTTPS"
quarkus.datasource.reactive.trust-certificate-pem: "true"
quarkus.datasource.reactive.trust-certificate-pem.certs: "/etc/hongyan/postgresql-ca/ca.crt"
{{- else -}}
quarkus.datasource.jdbc.url: "jdbc:postgresql://{{ $address }}"
{{- end }}
quarkus.datasource.reactive.url: "postgresql://{{ $address }}"
{{- end }}

{{- define "hongyan.config.connector" }}
{{- if .v.login.jwks }}
hongyan.connector.login.jwks: {{ .v.login.jwks | quote }}
{{- else }}
hongyan.connector.login.public-key: "/etc/hongyan/issuer/public.pem"
{{- end }}
hongyan.connector.login.issuer: {{ .v.login.issuer | quote }}
hongyan.connector.login.audience: {{ .v.login.audience | quote }}
{{- if include "hongyan.sockets.tls" .root }}
hongyan.connector.tls.certificate: "/etc/hongyan/sockets-tls/tls.crt"
hongyan.connector.tls.key: "/etc/hongyan/sockets-tls/tls.key"
{{- end }}
hongyan.connector.drain.time-max: "{{ int .v.drain.timeMaxSeconds }}s"
hongyan.connector.drain.spread: "{{ int .v.drain.spreadSeconds }}s"
{{- if include "hongyan.sockets.hidden" .root }}
{{- /* All clients come from the proxy's address: who offends there must not have everybody refused. */}}
hongyan.connector.socket.offences-max: "0"
{{- end }}
{{- end }}

{{- define "hongyan.config.sequencer" }}
hongyan.message.sequencer.state-directory: "/var/lib/hongyan/sequencer"
hongyan.message.sequencer.replication-factor: "{{ int .v.replicationFactor }}"
hongyan.message.sequencer.standby-replicas: "{{ int .v.standbyReplicas }}"
hongyan.message.sequencer.shutdown-timeout: "{{ int .v.shutdownTimeoutSeconds }}s"
{{- end }}

{{- define "hongyan.config.router" }}{{ end }}
{{- define "hongyan.config.unread" }}{{ end }}
{{- define "hongyan.config.api" }}{{ end }}
{{- define "hongyan.config.history" }}
{{- if .v.media.enabled }}
hongyan.history.media.directory: "/var/lib/hongyan/media"
hongyan.history.media.base-url: {{ required "history.media.baseUrl is empty: set it to where clients reach media, such as https://media.example.com." .v.media.baseUrl | quote }}
{{- with .v.media.origins }}
hongyan.history.media.origins: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "hongyan.config.presence" }}
{{- $redis := .root.Values.redis }}
{{- if not $redis.hostsSecret }}
quarkus.redis.hosts: {{ required "redis.hosts is empty: set it to where Redis is, such as redis://redis:6379, or set redis.hostsSecret." $redis.hosts | quote }}
{{- end }}
quarkus.redis.client-type: {{ $redis.clientType | quote }}
{{- if $redis.caSecret }}
quarkus.redis.tls.enabled: "true"
quarkus.redis.tls.hostname-verification-algorithm: "HTTPS"
quarkus.redis.tls.trust-certificate-pem: "true"
quarkus.redis.tls.trust-certificate-pem.certs: "/etc/hongyan/redis-ca/ca.crt"
{{- end }}
hongyan.presence.slot.lease: "{{ int .v.slotLeaseSeconds }}s"
{{- end }}

{{- define "hongyan.config.push" }}
{{- if .v.apns.enabled }}
hongyan.push.apns.enabled: "true"
hongyan.push.apns.host: {{ .v.apns.host | quote }}
hongyan.push.apns.port: "{{ int .v.apns.port }}"
hongyan.push.apns.signing-key: "/etc/hongyan/apns/key.p8"
hongyan.push.apns.team-id: {{ required "push.apns.teamId is empty: set it to the team that the signing key belongs to (10 characters)." .v.apns.teamId | quote }}
hongyan.push.apns.key-id: {{ required "push.apns.keyId is empty: set it to the id of the signing key (10 characters)." .v.apns.keyId | quote }}
{{- end }}
{{- end }}

{{/* The same as a file of properties, extraConfig over it. */}}
{{- define "hongyan.properties" -}}
{{- $config := fromYaml (include "hongyan.config" .) }}
{{- if $config.Error }}{{ fail (printf "%s: its configuration cannot be rendered: %s" .name $config.Error) }}{{ end }}
{{- range $key, $value := .v.extraConfig }}
{{- if regexMatch "(password|jaas\\.config|secret)" $key }}
{{- fail (printf "%s.extraConfig: %s would stand in a ConfigMap, which is no place for a secret; use the values that name a secret instead." $.name $key) }}
{{- end }}
{{- if eq $key "hongyan.roles" }}
{{- fail (printf "%s.extraConfig: hongyan.roles is what the component is; raise replicas of the other role instead." $.name) }}
{{- end }}
{{- $_ := set $config $key $value }}
{{- end }}
{{- range $key, $value := $config }}
{{ $key }}={{ $value | replace "\\" "\\\\" }}
{{- end }}
{{- end }}
