<?php
// As much of WordPress as the plugin touches, with its HTTP done for real; run by tests/test_wordpress.py.
// Arguments: the service's address, the request as JSON. Prints what the site would answer.
declare(strict_types=1);

namespace {
    define('ABSPATH', __DIR__);
    define('ATTRIBUTED_SUMMARY_URL', $argv[1]);
    if (($argv[3] ?? '') !== '') {
        define('ATTRIBUTED_SUMMARY_KEY', $argv[3]);
    }
    $hooks = [];
    $routes = [];

    class WP_Error {
        public function __construct(public string $code, public string $message, public array $data) {}
    }

    function add_action(string $hook, callable $call): void { global $hooks; $hooks[$hook] = $call; }
    function register_rest_route(string $place, string $route, array $facts): void { global $routes; $routes["/$place$route"] = $facts; }
    function current_user_can(string $what, int $post): bool { return $what === 'edit_post' && $post === 7; }
    function get_bloginfo(string $what): string { return 'The Courier'; }
    function wp_json_encode($data): string { return json_encode($data); }
    function is_wp_error($thing): bool { return $thing instanceof WP_Error; }
    function rest_ensure_response($data) { return $data; }
    function plugins_url(string $path, string $file): string { return "/plugins/$path"; }
    function wp_enqueue_script(string $name, string $url, array $needs, string $version, bool $foot): void { global $scripts; $scripts[$name] = [$url, $needs]; }
    function wp_remote_retrieve_response_code(array $response): int { return $response['code']; }
    function wp_remote_retrieve_body(array $response): string { return $response['body']; }
    function wp_remote_post(string $url, array $how) {
        $lines = array_map(fn ($name, $value) => "$name: $value", array_keys($how['headers']), $how['headers']);
        $http = ['method' => 'POST', 'header' => $lines, 'content' => $how['body'], 'ignore_errors' => true, 'timeout' => $how['timeout']];
        $body = @file_get_contents($url, false, stream_context_create(['http' => $http]));
        if ($body === false) {
            return new WP_Error('http_request_failed', 'Connection refused', []);
        }
        preg_match('/ (\d{3}) /', $http_response_header[0], $found);
        return ['code' => (int) $found[1], 'body' => $body];
    }

    require $argv[4] ?? dirname(__DIR__, 2) . '/examples/wordpress/attributed-summary.php';
    $hooks['rest_api_init']();
    $hooks['enqueue_block_editor_assets']();
    $route = $routes['/attributed-summary/v1/summarize'];
    $request = json_decode($argv[2], true);
    foreach ($route['args'] as $name => $facts) {
        $request[$name] ??= $facts['default'] ?? null;
    }
    $allowed = $route['permission_callback']($request);
    $answer = $allowed ? $route['callback']($request) : new WP_Error('rest_forbidden', 'No', ['status' => 403]);
    $error = $answer instanceof WP_Error;
    echo json_encode(['error' => $error, 'answer' => $error ? get_object_vars($answer) : $answer, 'scripts' => $scripts]);
}
