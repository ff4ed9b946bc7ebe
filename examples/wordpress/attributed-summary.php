<?php
/**
 * Plugin Name: Attributed summary
 * Description: A sidebar of the block editor: a summary of the post in which every claim names its owner.
 * Version: 0.1.0
 * Requires at least: 6.6
 * Requires PHP: 8.0
 * License: Apache-2.0
 *
 * The server asks the service, so neither its address nor its key reaches a browser. In wp-config.php:
 *   define('ATTRIBUTED_SUMMARY_URL', 'http://127.0.0.1:8000');
 *   define('ATTRIBUTED_SUMMARY_KEY', '…');   // where the service asks for one
 */

declare(strict_types=1);

namespace AttributedSummary;

defined('ABSPATH') || exit;

const VERSION = '0.1.0';
const PLACE = 'attributed-summary/v1';
const SECONDS = 150;
const MOST_SENTENCES = 20;

/** Let the editor ask this site for a summary of a post that its user may edit. */
function register(): void {
    register_rest_route(PLACE, '/summarize', [
        'methods' => 'POST',
        'callback' => __NAMESPACE__ . '\\summarize',
        'permission_callback' => static fn ($request) => current_user_can('edit_post', (int) $request['post']),
        'args' => [
            'post' => ['type' => 'integer', 'required' => true],
            'html' => ['type' => 'string', 'required' => true],
            'title' => ['type' => 'string', 'default' => ''],
            'max_sentences' => ['type' => 'integer', 'default' => 4, 'minimum' => 1, 'maximum' => MOST_SENTENCES],
        ],
    ]);
}

/** Return the service's answer, or its problem as a WP_Error with the same status. */
function summarize($request) {
    $body = array_filter([
        'id' => 'post-' . (int) $request['post'],
        'html' => (string) $request['html'],
        'title' => (string) $request['title'],
        'publisher' => (string) get_bloginfo('name'),
        'options' => ['offset_unit' => 'utf16', 'max_sentences' => (int) $request['max_sentences']],
    ]);
    $response = wp_remote_post(address() . '/v1/summarize', [
        'timeout' => SECONDS,
        'headers' => headers(),
        'body' => wp_json_encode($body),
    ]);
    if (is_wp_error($response)) {
        return new \WP_Error('attributed_summary_unreachable', 'The summariser cannot be reached.', ['status' => 502]);
    }
    $status = (int) wp_remote_retrieve_response_code($response);
    $answer = json_decode((string) wp_remote_retrieve_body($response), true);
    if ($status !== 200 || !is_array($answer)) {
        return problem(is_array($answer) ? $answer : [], $status);
    }
    return rest_ensure_response($answer);
}

function problem(array $answer, int $status): \WP_Error {
    $code = (string) ($answer['code'] ?? 'attributed_summary_failed');
    $detail = (string) ($answer['detail'] ?? "The summariser answered with status $status.");
    return new \WP_Error($code, $detail, ['status' => $status >= 400 ? $status : 502]);
}

function address(): string {
    return rtrim(defined('ATTRIBUTED_SUMMARY_URL') ? (string) ATTRIBUTED_SUMMARY_URL : 'http://127.0.0.1:8000', '/');
}

function headers(): array {
    $headers = ['Content-Type' => 'application/json', 'Accept' => 'application/json'];
    if (defined('ATTRIBUTED_SUMMARY_KEY')) {
        $headers['Authorization'] = 'Bearer ' . ATTRIBUTED_SUMMARY_KEY;
    }
    return $headers;
}

/** Put the sidebar into the block editor. */
function enqueue(): void {
    $needs = ['wp-api-fetch', 'wp-blocks', 'wp-components', 'wp-data', 'wp-editor', 'wp-element', 'wp-escape-html', 'wp-plugins'];
    wp_enqueue_script('attributed-summary', plugins_url('sidebar.js', __FILE__), $needs, VERSION, true);
}

add_action('rest_api_init', __NAMESPACE__ . '\\register');
add_action('enqueue_block_editor_assets', __NAMESPACE__ . '\\enqueue');
