package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the processes of a suite are started with, and the caches that they use or record. */
final class Programs {

    private final Layout layout;
    private final Deployment deployment;
    private final ServiceConfiguration configuration;
    private final Map<String, AotCache> recording = new ConcurrentHashMap<>();

    Programs(Layout layout, Deployment deployment) {
        this.layout = layout;
        this.deployment = deployment;
        this.configuration = new ServiceConfiguration(layout, deployment);
    }

    /** The command of a service's process. Its configuration is written. */
    List<String> of(Replica replica) {
        Service service = replica.service();
        Path jar = layout.jar(service);
        if (!Files.exists(jar)) {
            throw new LauncherException("%s is not built. Run `./hongyan build`.".formatted(service.module()));
        }
        return command(
                cacheOptions(service.shortName(), jar),
                service.jvmOptions(),
                List.of("-Dsmallrye.config.locations=" + configuration.write(replica), "-jar", jar.toString()));
    }

    /** The command of the servers' process, or of one's own. */
    List<String> of(String process, ServersProgram program) {
        return command(cacheOptions(process, program.built()), program.command());
    }

    /** The cache that a process records now, if it does. */
    Optional<AotCache> recordedBy(String process) {
        return Optional.ofNullable(recording.get(process)).filter(AotCache::records);
    }

    /** Whether any does. */
    boolean record() {
        return recording.values().stream().anyMatch(AotCache::records);
    }

    private List<String> cacheOptions(String process, Path built) {
        return switch (deployment.caching()) {
            case NONE -> List.of();
            case USE -> {
                Path kept = Layout.development(layout.project()).aotCaches();
                yield new AotCache(kept, process, built).optionsToUse();
            }
            case KEEP -> {
                var cache = new AotCache(layout.aotCaches(), process, built);
                recording.put(process, cache);
                yield cache.jvmOptions();
            }
        };
    }

    @SafeVarargs
    private final List<String> command(List<String>... parts) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        List.of(java),
                        deployment.compiling().jvmOptions(),
                        Arrays.stream(parts).flatMap(List::stream).toList())
                .flatMap(List::stream)
                .toList();
    }
}
