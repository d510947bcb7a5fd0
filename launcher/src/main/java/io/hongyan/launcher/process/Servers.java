package io.hongyan.launcher.process;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.eventlog.Topics;
import io.hongyan.launcher.LauncherException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The embedded servers as processes: one for all, or one for each. */
final class Servers {

    /** The process of all together. */
    static final String TOGETHER = "servers";

    private final Layout layout;
    private final Deployment deployment;
    private final Programs programs;
    private final Map<String, ChildProcess> processes = new LinkedHashMap<>();

    Servers(Layout layout, Deployment deployment, Programs programs) {
        this.layout = layout;
        this.deployment = deployment;
        this.programs = programs;
    }

    /** Starts all, and returns when they are ready and the topics are there. */
    void start() {
        if (deployment.serversApart()) {
            Map<Server, BooleanSupplier> starting = new LinkedHashMap<>();
            for (Server server : Server.values()) {
                starting.put(server, launch(server.word(), ServersProgram.one(layout, deployment, server)));
            }
            var patience = new Patience();
            starting.forEach((server, ready) -> patience.await(server.word(), process(server.word()), ready));
        } else {
            BooleanSupplier ready = launch(TOGETHER, ServersProgram.all(layout, deployment));
            new Patience().await(TOGETHER, process(TOGETHER), ready);
        }
        Map<String, String> broker = new LinkedHashMap<>(deployment.secured() ? new Peers(layout).kafka() : Map.of());
        broker.put("bootstrap.servers", "localhost:" + layout.ports().kafka());
        KafkaTopics.create(
                broker,
                Topics.all().stream()
                        .map(topic -> new KafkaTopic(topic.name(), topic.partitions(), topic.config()))
                        .toList());
    }

    /** Starts one that was killed, and returns what says that it is ready. */
    BooleanSupplier start(Server server) {
        return launch(server.word(), ServersProgram.one(layout, deployment, server));
    }

    private BooleanSupplier launch(String name, ServersProgram program) {
        BooleanSupplier ready = ServersProgram.saysReady(layout.log(name));
        processes.put(name, ChildProcess.start(name, programs.of(name, program), layout));
        return ready;
    }

    /** One that was started. */
    ChildProcess process(String name) {
        ChildProcess process = processes.get(name);
        if (process == null) {
            throw new LauncherException("The process '%s' of the embedded servers was not started.".formatted(name));
        }
        return process;
    }

    /** Those that were started. */
    List<ChildProcess> processes() {
        return new ArrayList<>(processes.values());
    }

    /** Takes away those that were started, to be stopped. */
    List<ChildProcess> removeAll() {
        List<ChildProcess> all = processes();
        processes.clear();
        return all;
    }
}
