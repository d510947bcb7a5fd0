package io.hongyan.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about what is around a scenario.
 *
 * @param peer that the suite is compared with, if any
 * @param acknowledgements whether the peer is asked to acknowledge messages, where that can be chosen
 * @param profile where recordings of the suite's JVMs go, if they are made
 * @param scenario the other arguments
 */
record Versus(Optional<Peer> peer, boolean acknowledgements, Optional<Path> profile, List<String> scenario) {

    private static final String PEER = "--vs";
    private static final String ACKNOWLEDGEMENTS = "--peer-acks";
    private static final String PROFILE = "--profile";

    /** @throws IllegalArgumentException for what makes no sense, with a sentence that says so */
    static Versus parse(List<String> arguments) {
        Optional<Peer> peer = Optional.empty();
        boolean acknowledgements = false;
        Optional<Path> profile = Optional.empty();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (option) {
                case PEER -> peer = Optional.of(Peer.of(value));
                case ACKNOWLEDGEMENTS -> acknowledgements = yes(value);
                case PROFILE -> profile = Optional.of(folder(value));
                default -> others.addAll(arguments.subList(i, Math.min(i + 2, arguments.size())));
            }
        }
        if (acknowledgements && peer.isEmpty()) {
            throw new IllegalArgumentException(ACKNOWLEDGEMENTS + " says something about a peer: it wants --vs.");
        }
        return new Versus(peer, acknowledgements, profile, List.copyOf(others));
    }

    private static Path folder(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("%s wants a folder.".formatted(PROFILE));
        }
        return Path.of(value);
    }

    private static boolean yes(String value) {
        return switch (value) {
            case "1" -> true;
            case "0" -> false;
            default -> throw new IllegalArgumentException("%s is 0 or 1.".formatted(ACKNOWLEDGEMENTS));
        };
    }
}
