import { pageConfig } from './build/page-config.ts';

/** The technician's page, built after the citizen's and beside it. */
export default pageConfig('technician');
